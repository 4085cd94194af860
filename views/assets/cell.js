// Ctrl+Z takes back the last edit, Escape goes back to the roster. Without it the buttons and links do the same.
addEventListener('keydown', (event) => {
  if (event.target.closest('input, select, textarea')) return;
  if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !event.shiftKey) {
    const undo = document.querySelector('form[data-undo]');
    if (!undo) return;
    event.preventDefault();
    undo.requestSubmit();
  } else if (event.key === 'Escape') {
    document.querySelector('[data-back]')?.click();
  }
});
