// look.cjs AXE_MIN_JS PAGE...: opens each PAGE.html in headless Chromium at the widths below, in light, dark and print,
// and holds its numbers against PAGE.txt, where there is one. Prints one finding a line; the last line counts.
// Exit: 0 no finding; 1 findings; 70 a page did not answer.
'use strict';
const { execFileSync } = require('child_process'), fs = require('fs'), os = require('os'), path = require('path');

const LOOKS = [
    { width: 390, mode: 'light' },
    { width: 1280, mode: 'light' },
    { width: 1280, mode: 'dark' },
    { width: 703, mode: 'print' }, // A4 less the margins of @page, at 96 dots an inch
];

const unescape = text => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');

// The page's own policy lets no script run, so that it is taken out of the copy.
function copyOf(html, look, axe) {
    const script = [look.mode === 'print' ? 'window.asPrinted = true' : '', axe, fs.readFileSync(path.join(__dirname, 'in_page.js'), 'utf8')]
        .map(text => `<script>${text.replace(/<\/script/g, '<\\/script')}</script>`).join('');
    let copy = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
    if (look.mode === 'print') copy = copy.replaceAll('@media print', '@media all').replaceAll('@media screen', '@media speech');
    return copy.slice(0, copy.lastIndexOf('</body>')) + script + copy.slice(copy.lastIndexOf('</body>'));
}

function lookAt(html, look, axe, directory) {
    fs.writeFileSync(path.join(directory, 'page.html'), copyOf(html, look, axe));
    fs.writeFileSync(path.join(directory, 'around.html'), '<!DOCTYPE html><title>around</title><pre id="told"></pre>' +
        `<iframe src="page.html" style="border:0;width:${look.width}px;height:2000px"></iframe>` +
        '<script>addEventListener("message", event => { told.textContent = event.data })</script>');
    const dump = execFileSync('chromium', ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=1400,2000',
        '--virtual-time-budget=120000', ...(look.mode === 'dark' ? ['--blink-settings=preferredColorScheme=0'] : []),
        `--user-data-dir=${path.join(directory, 'profile')}`, '--dump-dom', `file://${directory}/around.html`],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28, timeout: 300000 });
    const told = /<pre id="told">([^]*?)<\/pre>/.exec(dump);
    if (!told || told[1] === '') {
        console.error(`look: a page did not answer (${look.width} px, ${look.mode})`);
        process.exit(70);
    }
    return JSON.parse(unescape(told[1]));
}

// Numbers as they are read, up to the chapter of command lines, which the text breaks.
const numbersOf = text => text.match(/\d[\d.,]*/g)?.map(number => number.replace(/[.,]+$/, '')) ?? [];
const spoken = html => unescape(html.replace(/<p class="note printed"[^]*?<\/p>|<figcaption[^]*?<\/figcaption>/g, '').replace(/^[^]*?<body[^>]*>/, '').replace(/<svg[^]*?<\/svg>/g, '').replace(/<[^>]+>/g, ' '));
const written = text => text;

function compareNumbers(html, text) {
    const left = new Map(), findings = [];
    for (const number of numbersOf(spoken(html))) left.set(number, (left.get(number) ?? 0) + 1);
    for (const number of numbersOf(written(text))) left.set(number, (left.get(number) ?? 0) - 1);
    for (const [number, n] of left)
        if (n !== 0) findings.push(`${number} stands ${Math.abs(n)} times more in the ${n > 0 ? 'page' : 'text'}`);
    return findings;
}

const [axePath, ...pages] = process.argv.slice(2), axe = fs.readFileSync(axePath, 'utf8');
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'look-'));
let n = 0;
for (const page of pages) {
    const html = fs.readFileSync(`${page}.html`, 'utf8'), found = [];
    if (fs.existsSync(`${page}.txt`))
        found.push(...compareNumbers(html, fs.readFileSync(`${page}.txt`, 'utf8')).map(text => `text and page: ${text}`));
    for (const look of LOOKS) found.push(...lookAt(html, look, axe, directory).map(text => `${look.width} px, ${look.mode}: ${text}`));
    for (const text of found) console.log(`${page}: ${text}`);
    n += found.length;
}
fs.rmSync(directory, { recursive: true });
console.log(`${pages.length} pages x ${LOOKS.length} widths, ${n} findings`);
process.exit(n > 0 ? 1 : 0);
