/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/html_style.h"

#include <stddef.h>

/* A colour of the charts (chart/chart_style.c) and what it becomes on a dark screen. */
#define DARK(light, dark)                                                                                              \
    "figure svg [fill='#" light "']{fill:#" dark "}figure svg [stroke='#" light "']{stroke:#" dark "}\n"

static const char on_screen[] =
    ":root{color-scheme:light dark;--ink:#222;--soft:#595959;--line:#d0d0d0;--paper:#fff;--tint:#f4f6f8;"
    "--accent:#005f94;--notice:#7a2e00;--notice-paper:#fff4ea;--shade:#00000038}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#b4b4b4;--line:#4a4a4a;--paper:#171a1d;"
    "--tint:#22272c;--accent:#7cc4f0;--notice:#ffc79a;--notice-paper:#3a2414;--shade:#ffffff40}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:55rem;padding:.75rem 1.5rem 1.5rem;background:var(--paper);color:var(--ink);"
    "font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\",\"Noto Sans\",\"DejaVu Sans\",sans-serif}\n"
    "h1{font-size:1.5rem;line-height:1.2;margin:.5rem 0 .1rem}\n"
    "h2{font-size:1.3rem;margin:2.25rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}\n"
    "h3{font-size:1.05rem;margin:1.5rem 0 .25rem}\n"
    "p,li,figcaption{max-width:46rem}\n"
    ".subtitle,.note,figcaption,caption{color:var(--soft)}\n"
    ".note{font-size:.875rem;margin:.5rem 0;max-width:46rem}\n"
    "a{color:var(--accent)}a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:2px solid "
    "var(--accent);outline-offset:2px}\n"
    ".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--paper);"
    "outline:2px solid var(--accent);z-index:2}\n"
    "header p,.first li{max-width:none}.subtitle{margin:0}\n"
    ".notice{margin:.25rem 0;padding:.25rem .75rem;font-size:.875rem;border-left:.3rem solid "
    "var(--notice);background:var(--notice-paper);color:var(--notice);font-weight:600}\n"
    ".running,.printed{display:none}\n"
    "nav ol{display:flex;flex-wrap:wrap;gap:0 1rem;list-style:none;padding:0;margin:.25rem 0 0;font-size:.82rem}\n"
    "nav+main>h2:first-child{margin-top:.5rem}.first{padding-left:1.1rem;margin:.25rem 0}.first li{margin:.2rem 0}"
    "#numbers{margin-top:.75rem}@media screen{.first{line-height:1.4}}\n";

/* From here on the contents stand beside the page and stay in sight. */
static const char contents_beside[] =
    "@media screen and (min-width:72rem){body{max-width:77rem}.beside{display:grid;grid-template-columns:11rem "
    "minmax(0,61.5rem);column-gap:1.5rem;border-top:1px solid var(--line);margin-top:.75rem}"
    "nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:.75rem 0}"
    "nav ol{display:block;margin:0}nav li{margin:0 0 .45rem;line-height:1.3}nav a{text-decoration:none}"
    "nav a:hover{text-decoration:underline}nav+main>h2:first-child{border:0;margin-top:0}"
    ".first{font-size:.95rem}.tiles.one li .value{line-height:1.1}"
    ".tiles.one:has(li:nth-child(5)){grid-template-columns:1.5fr repeat(calc(var(--row) - 1),1fr)}}\n";

/* Each tile is as wide as the others, and its value as high; of an odd number of tiles in two rows the first is wider.
 */
static const char tiles_on_screen[] =
    ".tiles{display:grid;grid-template-columns:repeat(var(--half),1fr);gap:.5rem;margin:.5rem 0;padding:0;"
    "list-style:none}\n"
    ".tiles li{display:grid;grid-template-rows:subgrid;grid-row:span 4;row-gap:0;align-content:start;padding:.45rem "
    ".55rem;background:var(--tint);border-radius:.375rem;max-width:none}\n"
    ".tiles li:first-child:nth-last-child(odd):not(:only-child){grid-column:span 2}\n"
    ".tiles b{font-weight:600;font-size:.82rem;line-height:1.25}.tiles .value{font-size:1.6rem;line-height:1.2;"
    "font-weight:700}.tiles small{display:block;color:var(--soft);font-size:.75rem;line-height:1.3}\n"
    ".tiles svg{display:block;width:100%;height:1.75rem;margin-top:.3rem}"
    ".tiles path{fill:none;stroke:var(--accent);stroke-width:2}\n"
    "@media screen and (max-width:37rem){.tiles{grid-template-columns:1fr 1fr}}\n"
    "@media screen and (min-width:56rem){.tiles{grid-template-columns:repeat(var(--row),1fr)}"
    ".tiles.one li:first-child:nth-last-child(odd){grid-column:auto}}\n";

/* A table that is wider than its room scrolls under its first column. A shadow stands where it goes on, and words under
 * its caption: their width is what the table has beyond its room, many times over, and their height follows it. */
static const char tables_on_screen[] =
    ":root{--room:calc(100vw - 2rem)}@media (min-width:37.01rem){:root{--room:min(52rem,100vw - 3rem)}}"
    "@media (min-width:72rem){:root{--room:min(61.5rem,100vw - 15.5rem)}}\n"
    ".wide{overflow-x:auto;margin:1rem 0;background:linear-gradient(to right,var(--paper) 30%,transparent) left/2.5rem "
    "100% no-repeat local,linear-gradient(to left,var(--paper) 30%,transparent) right/2.5rem 100% no-repeat local,"
    "linear-gradient(to right,var(--shade),transparent) left/.9rem 100% no-repeat scroll,linear-gradient(to "
    "left,var(--shade),transparent) right/.9rem 100% no-repeat scroll}\n"
    "caption::after{content:\"\\2192\\a0more columns on the right\";display:block;position:sticky;left:0;"
    "width:clamp(0px,(100% - var(--room) - 2px)*999,17rem);aspect-ratio:13;overflow:hidden;white-space:nowrap;"
    "line-height:1.3rem;color:var(--accent);font-weight:600}\n"
    "table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}.full{width:100%}\n"
    "caption{text-align:left;padding-bottom:.35rem;font-size:.9rem}"
    "caption span{display:inline-block;position:sticky;left:0;max-width:min(100%,calc(100vw - 2.5rem))}\n"
    "th,td{padding:.28rem .7rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}\n"
    "thead th{vertical-align:bottom}thead th,thead td{border-bottom:2px solid var(--line)}\n"
    "th:first-child,.words th,.words td{text-align:left}tbody th{font-weight:500}\n"
    "th:first-child,td:first-child{padding-left:0}th:last-child,td:last-child{padding-right:.2rem}\n"
    "td{white-space:nowrap}.words td{white-space:normal;overflow-wrap:break-word}.words .one,.day{white-space:nowrap}"
    "details li{overflow-wrap:anywhere}\n"
    "@media screen and (max-width:37rem){body{padding:.75rem 1rem}table{font-size:.82rem;line-height:1.35}"
    "th,td{padding:.25rem .3rem}td{white-space:normal}"
    "tbody th:first-child{min-width:5.2rem;hyphens:auto}"
    "}\n";

/* On a phone: each line of a wide table is a card, two cells beside each other, so that no column lies out of sight. */
static const char cards_on_screen[] =
    "@media screen and (max-width:37rem){.wide:has(.cards){overflow:visible;background:none}"
    ".cards,.cards caption,.cards tbody,.cards th,.cards td{display:block}.cards caption::after{display:none}"
    ".cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".cards tr{display:grid;grid-template-columns:1fr 1fr;column-gap:.75rem;padding:.35rem 0;"
    "border-bottom:1px solid var(--line)}.cards tr>*{border:0;padding:0;min-width:0;text-align:left}"
    ".cards tbody th{grid-column:1/-1;font-weight:600;font-size:.88rem}"
    ".cards td{overflow-wrap:break-word}.cards td:empty{display:none}"
    ".cards td::before{content:attr(data-of) \": \";color:var(--soft)}}\n";

/* On a phone: many lines of numbers, a number over its range. */
static const char dense_on_screen[] =
    "@media screen and (max-width:37rem){.dense{width:100%;font-size:.7rem;line-height:1.25}.dense "
    "caption{font-size:.82rem}.dense th,.dense td{padding:.25rem .15rem}.dense thead th{font-size:.69rem}"
    ".dense tbody th{min-width:4.2rem;overflow-wrap:anywhere}}\n";

static const char figures_on_screen[] =
    "figure{margin:1.25rem 0}figure svg{display:block;width:100%;height:auto;background:#fff}\n"
    "figure>svg,.broad svg{width:calc(100% + 2.4rem);max-width:calc(50rem + 2.4rem);margin-left:-1.2rem}\n"
    ".narrow{display:none}@media screen and (max-width:37rem){.broad{display:none}.narrow{display:block}"
    "figure{margin:1rem -.4rem}figcaption{margin-left:.4rem}}\n"
    "figcaption{font-size:.875rem;margin-top:.25rem}\n"
    "details{margin:.75rem 0}summary{cursor:pointer;color:var(--accent)}\n";

static const char charts_in_the_dark[] =
    "@media screen and (prefers-color-scheme:dark){figure svg{background:var(--paper)}\n" DARK("222222", "e8e8e8")
        DARK("595959", "b4b4b4") DARK("e3e3e3", "3a4046") DARK("005f94", "7cc4f0") DARK("a84300", "ffa873")
            DARK("006b4e", "63d3ae") DARK("8a3d68", "eaa6cc") DARK("1f6b94", "93cdf0") DARK("7a5400", "efc15e")
                DARK("0072b2", "4aa8e0") DARK("d55e00", "f0803a") DARK("009e73", "2fc499") DARK("ffffff", "171a1d")
                    DARK("d9d9d9", "5a6066") DARK("b0b0b0", "8a9096") "}\n";

static const char on_paper[] =
    "@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--tint:#f4f6f8;"
    "--accent:#005f94;--notice:#7a2e00;--notice-paper:#fff}\n"
    ":root{font-size:8pt}body{max-width:none;padding:0 0 5.5mm;line-height:1.22;font-family:\"Liberation "
    "Sans\",Arial,Helvetica,sans-serif;-webkit-box-decoration-break:clone;box-decoration-break:clone}"
    "p,li,.note{max-width:none}.skip,nav{display:none}\n"
    "main{columns:2;column-gap:7mm}.first,.first+.note,.tiles,#summary,#numbers{column-span:all}h1{font-size:1.6rem}\n"
    "h2{font-size:1.2rem;margin-top:.9rem;padding-top:.4rem}h3{margin-top:.7rem}p{margin:.35rem 0}"
    "ul{margin:.35rem 0;padding-left:1.2rem}.first{font-size:1.05rem;padding-left:1.4rem}"
    "li:only-child{break-inside:avoid}.first li{margin:.25rem 0}\n"
    "h2,h3,caption,thead{break-after:avoid}h2,h3,figure,tr,.brief,.tiles,.tiles li{break-inside:avoid}p,li{orphans:3;"
    "widows:3}\n"
    "a{color:inherit;text-decoration:none}a[href$='.html']::after{content:\" (\" attr(href) \")\"}}\n";

static const char tables_on_paper[] =
    "@media print{table{font-size:6.8pt;width:100%;line-height:1.12}th,td{padding:.05rem 0 .05rem .6rem}"
    "th:first-child,td:first-child{padding-left:0}th:last-child,td:last-child{padding-right:0}tbody th{min-width:5.2em}"
    "caption,.note,figcaption{font-size:7.2pt}td{white-space:nowrap}.words td,.says{white-space:normal}"
    ".words .one{white-space:nowrap}.many{font-size:6.3pt}.tight td{white-space:normal}"
    ".words.many th,.words.many td{padding-left:.2rem}"
    ".wide{overflow:visible;margin:.35rem 0;background:none}caption::after{display:none}"
    "tbody tr:nth-child(-n+2){break-after:avoid}tbody tr:nth-last-child(-n+2){break-before:avoid}"
    ".long tbody tr:nth-child(n+21),.words.long tbody tr:nth-child(n+13){display:none}"
    "figure{margin:.3rem 0}figure "
    "svg{width:82%!important;max-height:245mm;margin:0!important}.broad{display:none}.narrow{display:block}"
    "figcaption,summary,.aside{display:none}.printed{display:block}"
    "details{margin:0}details::details-content{content-visibility:visible;display:block;height:auto}\n"
    ".tiles{margin:.5rem 0}.tiles li{padding:.4rem .6rem}.tiles .value{font-size:1.4rem}\n"
    ".running{display:block;position:fixed;bottom:0;left:0;right:0;margin:0;max-width:none;text-align:center;"
    "font-size:8pt;font-weight:600}}\n";

const char *const html_style[] = {on_screen,
                                  contents_beside,
                                  tiles_on_screen,
                                  tables_on_screen,
                                  cards_on_screen,
                                  dense_on_screen,
                                  figures_on_screen,
                                  charts_in_the_dark,
                                  on_paper,
                                  tables_on_paper,
                                  NULL};
