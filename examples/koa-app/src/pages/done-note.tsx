/** A note that something has been done, on the page to which it leads. */
export function DoneNote({ text }: { readonly text: string }) {
  return (
    <p role="status">
      <span class="state done" aria-hidden="true">
        ✓
      </span>{' '}
      {text}
    </p>
  );
}
