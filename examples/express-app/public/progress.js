// Shows the progress of an update while the page is open, and loads the page anew at the end.
const box = document.querySelector('[data-events]');
if (box) {
  const events = new EventSource(box.dataset.events);
  const status = box.querySelector('[role=status]');
  const bar = box.querySelector('progress');
  events.addEventListener('progress', ({ data }) => {
    const { text, accounts, updated } = JSON.parse(data);
    if (status.textContent !== text) status.textContent = text;
    if (accounts > 0) Object.assign(bar, { max: accounts, value: updated });
  });
  events.addEventListener('done', () => {
    events.close();
    location.reload();
  });
  // A browser connects again by itself, unless it was refused. Then the page is loaded anew a little later.
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5_000);
  });
}
