// Arrow keys move through a roster, and the row and column of the cell stand out. Enter opens a cell that can be edited, Ctrl+Z takes back the last
// edit. Without it the table scrolls and its links and buttons do the same.
for (const table of document.querySelectorAll('[data-grid]')) {
  const rows = [...table.tBodies[0].rows];
  const cellAt = (row, column) => rows[row]?.cells[column];
  // The cell takes the focus and Enter opens it: one stop of the Tab key instead of one for every cell.
  for (const link of table.querySelectorAll('tbody a')) link.tabIndex = -1;
  const aimed = location.hash.startsWith('#cell-') ? document.getElementById(location.hash.slice(1)) : null;
  const first = (table.contains(aimed) && aimed) || cellAt(0, 1);
  if (first) first.tabIndex = 0;
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  if (aimed && first === aimed) {
    aimed.scrollIntoView({ behavior: 'instant', block: 'center', inline: 'center' });
    aimed.focus({ preventScroll: true });
  }
  table.addEventListener('keydown', (event) => {
    const cell = event.target.closest('td');
    if (event.key === 'Enter') cell?.querySelector('a')?.click();
    if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !event.shiftKey) {
      const undo = document.querySelector('form[data-undo]');
      if (undo) event.preventDefault();
      undo?.requestSubmit();
    }
    const step = steps[event.key];
    if (!cell || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = cellAt(rows.indexOf(cell.parentElement) + step[0], cell.cellIndex + step[1]);
    if (next?.tagName !== 'TD') return;
    event.preventDefault();
    cell.removeAttribute('tabindex');
    next.tabIndex = 0;
    next.focus();
  });
  const mark = (cell) => {
    for (const marked of table.querySelectorAll('.marked')) marked.classList.remove('marked');
    if (cell?.tagName !== 'TD') return;
    for (const row of table.rows) row.cells[cell.cellIndex]?.classList.add('marked');
    for (const other of cell.parentElement.cells) other.classList.add('marked');
  };
  table.tBodies[0].addEventListener('focusin', (event) => mark(event.target.closest('td')));
  table.tBodies[0].addEventListener('click', (event) => mark(event.target.closest('td')));
}
