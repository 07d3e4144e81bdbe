// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace drawing {

// The looks of the SVG, in light and in dark. Every rule is bound to the class of the document, so
// that it touches nothing else of a page. Tier n has the class t<n>; t0 is that of no tier.
inline constexpr std::string_view kSvgStyle = R"css(
.plumbline{--page:#fff;--text:#1f2328;--faint:#59636e;--box:#fff;--frame:#b6bec8;--ground:#f5f7f9;--line:#7d8792;
--t0:#6e7781;--t1:#4d5d8f;--t2:#bf3989;--t3:#0969da;--t4:#bc4c00;--t5:#8250df;--t6:#1a7f37;--t7:#8a6100;--t8:#0e7490;
font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){.plumbline{--page:#0d1117;--text:#e6edf3;--faint:#9da7b3;--box:#161b22;--frame:#444c56;--ground:#12181f;--line:#7d8590;
--t0:#8b949e;--t1:#93a4d8;--t2:#f778ba;--t3:#58a6ff;--t4:#f0883e;--t5:#bc8cff;--t6:#3fb950;--t7:#d29922;--t8:#39c5cf}}
.plumbline .page{fill:var(--page)}
.plumbline text{fill:var(--text);font-size:12px}
.plumbline .head{font-size:17px;font-weight:600}
.plumbline .head,.plumbline .plain{font-family:system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif}
.plumbline .faint{fill:var(--faint)}
.plumbline .type{fill:var(--faint);font-size:10px}
.plumbline .name{font-weight:600}
.plumbline .group>rect{fill:var(--ground);stroke:var(--frame)}
.plumbline .group .group>rect{fill:var(--page)}
.plumbline .group>text{font-weight:600;fill:var(--faint)}
.plumbline .node>rect{fill:var(--box);stroke:var(--c);stroke-width:1.2}
.plumbline .node>.mark{fill:var(--c);stroke:none}
.plumbline .data>rect{stroke-dasharray:4 3}
.plumbline .line{fill:none;stroke:var(--c);stroke-width:1.2}
.plumbline .same{stroke-dasharray:6 4}
.plumbline .tip{fill:var(--c)}
.plumbline .line:hover{stroke-width:3}
.plumbline .focus>rect{stroke-width:3}
.plumbline .node:hover>rect{stroke-width:2.4}
.plumbline .t0{--c:var(--t0)}.plumbline .t1{--c:var(--t1)}.plumbline .t2{--c:var(--t2)}.plumbline .t3{--c:var(--t3)}.plumbline .t4{--c:var(--t4)}
.plumbline .t5{--c:var(--t5)}.plumbline .t6{--c:var(--t6)}.plumbline .t7{--c:var(--t7)}.plumbline .t8{--c:var(--t8)}
)css";
inline constexpr size_t kStyledTiers = 8;

}  // namespace drawing
