// Copies a link that stands on the page; where the browser forbids that, it is marked for copying by hand.
for (const button of document.querySelectorAll('[data-copies]')) {
  button.addEventListener('click', async () => {
    const link = document.getElementById(button.dataset.copies);
    getSelection().selectAllChildren(link);
    try {
      await navigator.clipboard.writeText(link.textContent);
    } catch {
      if (!document.execCommand('copy')) return;
    }
    button.textContent = button.dataset.copied;
  });
}

// Leaves the people whose name or code has what is typed; spaces do not count.
for (const field of document.querySelectorAll('[data-filter]')) {
  field.hidden = false;
  const wordOf = (text) => text.replace(/\s/g, '').toLowerCase();
  field.addEventListener('input', (event) => {
    const word = wordOf(event.target.value);
    for (const row of document.querySelectorAll('.targets li, .targets-choice .choice'))
      row.hidden = !wordOf(row.textContent).includes(word);
  });
}
