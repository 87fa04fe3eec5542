import { escaped } from './text.js'

/** Numbers line up by their digits; the header stays in sight; printed, it comes on every page. */
const css = `
:root {
  color-scheme: light dark;
  --ink: #1f2328; --paper: #fff; --line: #d1d9e0; --shade: #f6f8fa; --faint: #818b98;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0d1117; --line: #30363d; --shade: #161b22; --faint: #7d8590; }
}
body {
  margin: 1.5rem;
  color: var(--ink); background: var(--paper);
  font: 14px/1.45 system-ui, sans-serif;
}
h1 { margin: 0 .75rem 1.5rem; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2rem .75rem .75rem; font-size: 1.25rem; }
.subtitle, .note { margin: 0 .75rem .75rem; color: var(--faint); }
.note { font-size: .9em; }
section > table { margin-bottom: .75rem; }
table { width: max-content; margin-bottom: 2rem; border-spacing: 0; }
caption { padding: 0 .75rem .75rem; font-size: 1.25rem; font-weight: 600; text-align: left; }
th, td {
  max-width: 32rem; padding: .35rem .75rem; border-bottom: 1px solid var(--line);
  text-align: left; vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere;
}
th {
  position: sticky; top: 0;
  border-bottom-width: 2px; background: var(--shade);
  font-weight: 600; vertical-align: bottom;
}
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number { white-space: pre; }
tbody tr:hover { background: var(--shade); }
tr.subtotal td { font-weight: 600; background: var(--shade); }
tr.total td { border-top: 2px solid var(--ink); border-bottom: none; font-weight: 700; }
.good { color: #006100; background: #c6efce; }
.warning { color: #9c5700; background: #ffeb9c; }
.bad { color: #9c0006; background: #ffc7ce; }
.null { color: var(--faint); }
.null:empty::after { content: "\\2205"; opacity: .5; }
@media print {
  :root { --ink: #000; --paper: #fff; --line: #bbb; --shade: #fff; --faint: #777; }
  body { margin: 0; font-size: 9pt; }
  table { width: auto; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th { position: static; }
  th, td { overflow-wrap: break-word; }
  /* Nine columns or more: rather break words than lose columns. */
  tr > :nth-last-child(n + 9), tr > :nth-last-child(n + 9) ~ * {
    padding: .2rem; font-size: 7pt; overflow-wrap: anywhere;
  }
}
`

export function pageHead(title: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${css}</style>
</head>
<body>
`
}

export const pageFoot = '</body>\n</html>\n'
