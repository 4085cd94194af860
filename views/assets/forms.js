// Sends each form once, and says so when the answer takes longer than a moment.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent === 'yes') {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    const button = event.submitter;
    setTimeout(() => {
      if (button?.dataset.sending) button.textContent = button.dataset.sending;
      button?.setAttribute('aria-disabled', 'true');
    }, 300);
  });
}
// The browser's way back shows the page as it was left; its forms can be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[aria-disabled]'))
    button.removeAttribute('aria-disabled');
});
