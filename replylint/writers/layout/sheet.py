"""How the report page looks: one style sheet, in light and dark, for screens wide and narrow."""

from __future__ import annotations

CSS = """
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --ink: #1b1f24; --soft: #57606a;
  --line: #d8dee4; --error: #b3261e; --warning: #8a5300; --info: #0b5cad; --good: #1a7f37;
  --error-back: #fde7e5; --warning-back: #fdf0d5; --info-back: #e3effb; --new: #dafbe1; }
@media (prefers-color-scheme: dark) { :root { --back: #0f1318; --card: #181d24; --ink: #e6e9ed;
  --soft: #a0a9b4; --line: #323a45; --error: #ff9a92; --warning: #f2b860; --info: #7ab8ff;
  --good: #6fd68a; --error-back: #4a1d1a; --warning-back: #43300f; --info-back: #12304f;
  --new: #12391f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .8rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .4rem 0; }
.soft { color: var(--soft); font-size: .9rem; }
a { color: var(--info); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 1rem 1.2rem; margin: 0 0 1rem; }
.tiles { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
  margin-top: 1.2rem; padding: 0; list-style: none; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: .8rem 1rem; }
.tiles b { display: block; font-size: 1.8rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.charts { display: grid; gap: 1rem; align-items: start; margin-top: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); }
.charts .card { margin: 0; }
table.bars { width: 100%; border-collapse: collapse; font-size: .92rem; }
table.bars caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
table.bars th { text-align: left; font-weight: 400; padding: .2rem .8rem .2rem 0;
  white-space: nowrap; width: 1%; }
table.bars td { padding: .2rem 0; } table.bars td.count { width: 3rem; text-align: right;
  font-variant-numeric: tabular-nums; }
.bar { display: block; height: .85rem; border-radius: 3px; background: var(--info); min-width: 2px; }
.bar.none { background: none; } .bar.good { background: var(--good); }
.bar.warning { background: var(--warning); } .bar.error { background: var(--error); }
table.list { width: 100%; border-collapse: collapse; font-size: .95rem; }
table.list th, table.list td { text-align: left; padding: .45rem .6rem .45rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; vertical-align: top; }
table.list tr:last-child td { border-bottom: 0; }
table.list .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.head { display: flex; gap: .3rem 1rem; justify-content: space-between; align-items: baseline;
  flex-wrap: wrap; }
.score { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
.score.good { color: var(--good); } .score.warning { color: var(--warning); }
.score.error { color: var(--error); }
blockquote { margin: .8rem 0; padding: .7rem 1rem; background: var(--back); border-radius: 8px;
  white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; border-radius: 3px; padding: .05em .1em; border-bottom: 2px solid; }
mark.error { background: var(--error-back); border-color: var(--error); }
mark.warning { background: var(--warning-back); border-color: var(--warning); }
mark.info { background: var(--info-back); border-color: var(--info); }
sup { line-height: 0; color: var(--soft); }
ol.found { list-style: none; margin: 0; padding: 0; }
ol.found > li { border-top: 1px solid var(--line); padding: .7rem 0 .5rem; }
.badge { display: inline-block; font-size: .78rem; font-weight: 600; border-radius: 999px;
  padding: .05rem .55rem; margin-right: .4rem; }
.badge.error { background: var(--error-back); color: var(--error); }
.badge.warning { background: var(--warning-back); color: var(--warning); }
.badge.info { background: var(--info-back); color: var(--info); }
code { font-family: ui-monospace, SFMono-Regular, Consolas, monospace; font-size: .85em;
  overflow-wrap: anywhere; }
ul.ways { margin: .4rem 0 0; padding-left: 1.2rem; } ul.ways li { margin: .2rem 0; }
ul.ways ins { background: var(--new); text-decoration: none; border-radius: 3px; padding: 0 .1em; }
@media print { body { background: none; } .card { break-inside: avoid; } }
"""
