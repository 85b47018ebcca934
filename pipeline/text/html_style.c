/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/html_style.h"

#include <stddef.h>

/* A colour of the charts (chart/chart_style.c) and what it becomes on a dark screen. */
#define DARK(light, dark)                                                                                              \
    "figure svg [fill='#" light "']{fill:#" dark "}figure svg [stroke='#" light "']{stroke:#" dark "}\n"

static const char on_screen[] =
    ":root{color-scheme:light dark;--ink:#222;--soft:#595959;--line:#d0d0d0;--paper:#fff;--tint:#f4f6f8;"
    "--accent:#005f94;--notice:#7a2e00;--notice-paper:#fff4ea}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#b4b4b4;--line:#4a4a4a;--paper:#171a1d;"
    "--tint:#22272c;--accent:#7cc4f0;--notice:#ffc79a;--notice-paper:#3a2414}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:70rem;padding:.75rem 1.5rem 1.5rem;background:var(--paper);color:var(--ink);"
    "font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\",\"Noto Sans\",\"DejaVu Sans\",sans-serif}\n"
    "h1{font-size:1.5rem;line-height:1.2;margin:.5rem 0 .1rem}\n"
    "h2{font-size:1.3rem;margin:2.25rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}\n"
    "h3{font-size:1.05rem;margin:1.5rem 0 .25rem}\n"
    "p,li{max-width:46rem}\n"
    ".subtitle,.note,figcaption,caption{color:var(--soft)}\n"
    ".note{font-size:.875rem;margin:.5rem 0}\n"
    "a{color:var(--accent)}\n"
    ".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--paper);"
    "outline:2px solid var(--accent)}\n"
    "header p,.first li{max-width:none}.subtitle{margin:0}\n"
    ".notice{margin:.25rem 0;padding:.25rem .75rem;font-size:.875rem;border-left:.3rem solid "
    "var(--notice);background:var(--notice-paper);"
    "color:var(--notice);font-weight:600}\n"
    ".running,.printed{display:none}\n"
    "nav ol{display:flex;flex-wrap:wrap;gap:0 1rem;list-style:none;padding:0;margin:.25rem 0 0;font-size:.82rem}\n"
    "nav+main>h2:first-child{margin-top:.5rem}.first{padding-left:1.1rem;margin:.25rem 0}.first li{margin:.2rem 0}"
    "#numbers{margin-top:1rem}\n"
    ".tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.4rem,1fr));gap:.5rem;margin:.5rem 0;padding:0;"
    "list-style:none}\n"
    ".tiles li{display:flex;flex-direction:column;padding:.5rem .6rem;background:var(--tint);border-radius:.375rem}\n"
    ".tiles b{display:block;font-weight:600;font-size:.85rem;line-height:1.3}.tiles "
    ".value{display:block;font-size:1.7rem;"
    "line-height:1.25;font-weight:700}.tiles small{display:block;color:var(--soft);font-size:.78rem;line-height:1.3}\n"
    ".tiles svg{display:block;width:100%;height:1.75rem;margin-top:auto;padding-top:.25rem}.tiles "
    "path{fill:none;stroke:var(--accent);"
    "stroke-width:2}\n"
    ".wide{overflow-x:auto;margin:1rem 0}\n"
    "table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}\n"
    "caption{text-align:left;padding-bottom:.35rem;font-size:.9rem}"
    "caption span{display:inline-block;position:sticky;left:0;max-width:min(100%,calc(100vw - 2.5rem))}\n"
    "th,td{padding:.28rem .7rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}\n"
    "thead th{vertical-align:bottom;border-bottom:2px solid var(--line)}\n"
    "th:first-child,.words th,.words td{text-align:left}tbody th{font-weight:500}\n"
    "th:first-child{padding-left:0}\n"
    "td{white-space:nowrap}.words td{white-space:normal;overflow-wrap:anywhere}.words .one{white-space:nowrap}details "
    "li{overflow-wrap:anywhere}\n"
    "figure{margin:1rem 0}figure "
    "svg{display:block;width:100%;max-width:46rem;height:auto;background:#fff;border-radius:.25rem}\n"
    ".narrow{display:none}@media (max-width:37rem){.broad{display:none}.narrow{display:block}figure{margin:1rem "
    "-.5rem}}\n"
    "figcaption{font-size:.875rem;margin-top:.25rem}\n"
    "details{margin:.75rem 0}summary{cursor:pointer;color:var(--accent)}\n";

static const char charts_in_the_dark[] =
    "@media screen and (prefers-color-scheme:dark){figure svg{background:var(--paper)}\n" DARK("222222", "e8e8e8")
        DARK("595959", "b4b4b4") DARK("e3e3e3", "3a4046") DARK("005f94", "7cc4f0") DARK("a84300", "ffa873")
            DARK("006b4e", "63d3ae") DARK("8a3d68", "eaa6cc") DARK("1f6b94", "93cdf0") DARK("7a5400", "efc15e")
                DARK("0072b2", "4aa8e0") DARK("d55e00", "f0803a") DARK("009e73", "2fc499") DARK("ffffff", "171a1d")
                    DARK("d9d9d9", "5a6066") DARK("b0b0b0", "8a9096") "}\n";

static const char on_paper[] =
    "@media "
    "print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--tint:#f4f6f8;"
    "--accent:#005f94;--notice:#7a2e00;--notice-paper:#fff}\n"
    ":root{font-size:8pt}body{max-width:none;padding:0 0 "
    "4mm;line-height:1.22;font-family:\"Liberation "
    "Sans\",Arial,Helvetica,sans-serif;"
    "-webkit-box-decoration-break:clone;box-decoration-break:clone}p,li{max-width:none}.skip,nav{"
    "display:none}\n"
    "main{columns:2;column-gap:7mm}.first,.first+.note,.tiles,h2:first-of-type{column-span:all}h1{"
    "font-size:1.6rem}\n"
    "h2{font-size:1.2rem;margin-top:.9rem;padding-top:.4rem}h3{margin-top:.7rem}p{margin:.35rem 0}"
    "ul{margin:.35rem 0;padding-left:1.2rem}.first{font-size:1.05rem}.first li{margin:.25rem 0}\n"
    "h2,h3,caption,thead{break-after:avoid}figure,tr,.tiles "
    "li{break-inside:avoid}p{orphans:3;widows:3}\n"
    "table{font-size:6.8pt;width:100%;line-height:1.12}tbody th{min-width:5.2em}th,td{padding:.05rem "
    ".15rem}caption,.note,figcaption{font-size:7.2pt}"
    "td,thead th{white-space:nowrap}.words td,.words th,thead th{white-space:normal}.words "
    ".one{white-space:nowrap}td.says{white-space:normal}.many{font-size:6.3pt}\n"
    ".wide{overflow:visible;margin:.3rem 0}tbody tr:nth-child(-n+2){break-after:avoid}tbody "
    "tr:nth-last-child(-n+2){break-before:avoid}figure{margin:.3rem 0}figure "
    "svg{width:82%}.broad{display:none}.narrow{display:block}figcaption,summary,.aside{display:none}"
    "details{margin:0}details::details-content{content-visibility:visible;display:block;height:auto}\n"
    ".tiles{grid-template-columns:repeat(5,1fr);gap:.5rem;margin:.5rem 0}.tiles li{padding:.4rem "
    ".6rem}"
    ".tiles .value{font-size:1.4rem}\n"
    ".long tbody tr:nth-child(n+21),.words.long tbody "
    "tr:nth-child(n+13){display:none}.printed{display:block}a{color:inherit;text-decoration:none}\n"
    ".running{display:block;position:fixed;bottom:0;left:0;right:0;margin:0;max-width:none;text-"
    "align:center;font-size:"
    "8pt;"
    "font-weight:600}}\n";

const char *const html_style[] = {on_screen, charts_in_the_dark, on_paper, NULL};
