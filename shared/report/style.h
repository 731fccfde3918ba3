#pragma once

namespace report {

/// The page's look, for the screen and for A4 paper. Logical sides throughout, so that it mirrors by itself
/// where people read from the right.
inline constexpr const char* kStyle = R"(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 20px 60px; max-width: 1020px; background: #fff; color: #1f2a30;
  font: 15px/1.45 "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", "Noto Sans Hebrew", "Microsoft YaHei",
  "PingFang SC", "Segoe UI", Helvetica, Arial, sans-serif; }
:lang(zh-Hant) { font-family: "Noto Sans", "Noto Sans CJK TC", "Microsoft JhengHei", "PingFang TC", sans-serif; }
:lang(ja) { font-family: "Noto Sans", "Noto Sans CJK JP", "Yu Gothic", "Hiragino Sans", sans-serif; }
:lang(ko) { font-family: "Noto Sans", "Noto Sans CJK KR", "Malgun Gothic", sans-serif; }
header { border-block-end: 3px solid #1b5e8a; padding-block-end: 12px; margin-block-end: 18px; }
header p { margin: 2px 0; color: #56636b; }
h1 { font-size: 26px; line-height: 1.25; margin: 4px 0 6px; }
h2 { font-size: 20px; margin: 36px 0 10px; padding-block-end: 4px; border-block-end: 1px solid #c3ced3; color: #14496c; }
h3 { font-size: 15px; margin: 22px 0 6px; }
.hall { font-weight: 600; color: #14496c; }
.part { font-weight: 600; color: #8a3a20; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(128px, 1fr)); gap: 10px; margin: 0; padding: 0; }
.tiles div { border: 1px solid #c3ced3; border-radius: 6px; padding: 9px 12px; display: flex; flex-direction: column;
  justify-content: space-between; gap: 2px; }
.tiles dt { font-size: 12.5px; line-height: 1.3; color: #56636b; }
.tiles dd { margin: 0; font-size: 23px; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; }
.tiles small { font-size: 13px; font-weight: 400; color: #56636b; }
figure { margin: 16px 0; break-inside: avoid; }
figcaption { font-weight: 600; margin-block-end: 6px; }
figure > svg { display: block; width: 100%; height: auto; direction: ltr; font-family: inherit; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 8px 0 0; padding: 0; font-size: 13px; }
.legend svg { width: 11px; height: 11px; margin-inline-end: 6px; vertical-align: -1px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.35; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 7px; text-align: start; vertical-align: top; border-block-end: 1px solid #dfe5e8; }
thead th { vertical-align: bottom; font-size: 12px; font-weight: 600; color: #3d4a52; border-block-end: 1.5px solid #56636b;
  hyphens: auto; }
td { overflow-wrap: anywhere; }
th.n, td.n { text-align: end; }
td.n, td.m { white-space: nowrap; overflow-wrap: normal; }
table.named thead th:first-child { width: 30%; }
table.even { table-layout: fixed; }
tbody tr:nth-child(-n+3), thead { break-after: avoid; }
tbody th { font-weight: 600; background: #f1f4f6; color: #14496c; }
td.n, .tiles dd { unicode-bidi: plaintext; }
[dir=rtl] td.n, [dir=rtl] th.n { text-align: left; }
[dir=rtl] .tiles dd { text-align: right; }
.none, .note { color: #56636b; font-size: 13px; margin: 4px 0; }
ol.how { padding-inline-start: 22px; font-size: 13.5px; } .how li { margin: 4px 0; }
footer { margin-block-start: 30px; color: #56636b; font-size: 12.5px; }
@page { size: A4 portrait; margin: 14mm 13mm 15mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h1 { font-size: 17pt; } h2 { font-size: 13pt; margin-block-start: 7mm; } h3 { font-size: 10pt; }
  h2, h3, figcaption { break-after: avoid; }
  .scroll { overflow: visible; } .whole { break-inside: avoid; }
  table { font-size: 7.6pt; } thead th { font-size: 7pt; } th, td { padding: 1mm 1.2mm; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
  tbody.group { break-inside: auto; } tbody th { break-after: avoid; }
  .tiles { grid-template-columns: repeat(5, 1fr); gap: 2mm; } .tiles dd { font-size: 14pt; } .tiles dt { font-size: 7.5pt; }
  .tiles div { padding: 2mm 2.5mm; break-inside: avoid; }
  section.chapter { break-before: auto; }
  .legend { font-size: 8pt; } .none, .note, ol.how { font-size: 8pt; }
  p, li { orphans: 2; widows: 2; }
}
)";

} // namespace report
