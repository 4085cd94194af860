// Tells how far the work is, in words, and goes to the result when it is done.
const page = document.querySelector('[data-work]');
const words = document.querySelector('[data-work-step]');
const bar = document.querySelector('[data-work-bar]');

async function look() {
  try {
    const answer = await fetch(`/progress/${page.dataset.work}`, { headers: { accept: 'application/json' } });
    if (!answer.ok) return location.reload();
    const progress = await answer.json();
    if (progress.state === 'done' || progress.state === 'failed') return location.reload();
    if (words.textContent !== progress.stepText) words.textContent = progress.stepText;
    bar.value = progress.donePercent;
    for (const step of document.querySelectorAll('[data-step]')) {
      if (step.dataset.step === progress.step) step.setAttribute('aria-current', 'step');
      else step.removeAttribute('aria-current');
    }
  } catch {
    // The line is bad; the next look may succeed.
  }
  setTimeout(look, 1000);
}

setTimeout(look, 500);
