/** Styles all plots. A dark page gets colours of its own, and the background is the page's. */
export const STYLE = `<style>
svg { --ink: #1f2328; --quiet: #59636e; --grid: #d1d9e0; --ours: #3b8eea; --peer: #a8b0b9; --floor: #6e7781 }
@media (prefers-color-scheme: dark) {
svg { --ink: #f0f6fc; --quiet: #9198a1; --grid: #3d444d; --ours: #2f6fd0; --peer: #565e68; --floor: #8b949e }
}
text { font: 13px system-ui, sans-serif; fill: var(--ink) }
.title { font-size: 16px; font-weight: 600 }
.bold { font-weight: 600 }
.quiet { fill: var(--quiet) }
.end { text-anchor: end }
.middle { text-anchor: middle }
.ours { fill: var(--ours) }
.peer { fill: var(--peer) }
.floor { fill: var(--floor) }
.grid { stroke: var(--grid) }
.spread { stroke: var(--ink); stroke-width: 1.5; fill: none }
.limit { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 3 2 }
</style>`;
