// labels.cjs CHARTS_DIR...: where words of the charts in a directory leave the picture, lie on other words, or are
// struck through by a line or a dot, as headless Chromium sets them. One finding a line; the last line counts.
// Exit: 0 no finding; 1 findings; 70 the browser did not answer.
'use strict';
const { execFileSync } = require('child_process'), fs = require('fs'), os = require('os'), path = require('path');

const unescape = text => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
const named = text => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

// Each at its own size, one dot a unit.
function figureOf(file) {
    const svg = fs.readFileSync(file, 'utf8'), [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
    return `<figure id="${named(file)}" style="margin:0 0 40px">${svg.slice(svg.indexOf('<svg')).replace('<svg', `<svg width="${width}" height="${height}"`)}</figure>`;
}

const files = process.argv.slice(2).flatMap(directory =>
    fs.readdirSync(directory).filter(name => name.endsWith('.svg')).sort().map(name => path.join(directory, name)));
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'labels-'));
fs.writeFileSync(path.join(work, 'page.html'), '<!DOCTYPE html><meta charset="utf-8"><title>charts</title>' + files.map(figureOf).join('') +
    `<pre id="told"></pre><script>${fs.readFileSync(path.join(__dirname, 'in_chart.js'), 'utf8')}</script>`);
const dump = execFileSync('chromium', ['--headless=new', '--no-sandbox', '--disable-gpu', '--window-size=1000,2000', '--virtual-time-budget=120000',
    `--user-data-dir=${path.join(work, 'profile')}`, '--dump-dom', `file://${work}/page.html`],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 29, timeout: 300000 });
fs.rmSync(work, { recursive: true });
const told = /<pre id="told">([^]*?)<\/pre>/.exec(dump);
if (!told || told[1] === '') {
    console.error('labels: the browser did not answer');
    process.exit(70);
}
const findings = JSON.parse(unescape(told[1]));
for (const text of findings) console.log(text);
console.log(`${files.length} charts, ${findings.length} findings`);
process.exit(findings.length > 0 ? 1 : 0);
