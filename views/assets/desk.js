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
