// Tells how far the search is, and shows what it found when it is done.
const bar = document.querySelector('[data-search-bar]');

async function look() {
  try {
    const answer = await fetch(location.pathname, {
      headers: { accept: 'application/json' },
    });
    if (!answer.ok) return location.reload();
    const { state, donePercent } = await answer.json();
    if (state === 'done' || state === 'failed') return location.reload();
    bar.value = donePercent;
  } catch {
    // The line is bad; the next look may succeed.
  }
  setTimeout(look, 1000);
}

setTimeout(look, 500);
