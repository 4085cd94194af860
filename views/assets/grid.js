// Arrow keys move through a roster, and the row and column of the cell stand out. Reading only; without it the table scrolls.
for (const table of document.querySelectorAll('[data-grid]')) {
  const rows = [...table.tBodies[0].rows];
  const cellAt = (row, column) => rows[row]?.cells[column];
  const first = cellAt(0, 1);
  if (first) first.tabIndex = 0;
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  table.addEventListener('keydown', (event) => {
    const cell = event.target.closest('td');
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
