// Waits for the widget in the frame to say that it has ended. Whoever else sends a message is not heard.
const frame = document.querySelector('iframe[data-linked]');
const { origin } = new URL(frame.src);

addEventListener('message', (event) => {
  if (event.origin !== origin || event.source !== frame.contentWindow) return;
  const { eventName, status, result, connection_id: id } = Object(event.data);
  if (eventName !== 'redirect_to') return;
  // The page to go to is ours, whatever the message says.
  if (status !== 'success') location.assign(frame.dataset.cancelled);
  else location.assign(`${frame.dataset.linked}?${new URLSearchParams({ status, result, connection_id: id })}`);
});
