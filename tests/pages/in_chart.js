// Runs beside copies of charts: words that leave the picture, lie on other words, or have a line or a dot through them.
// Told by the name that each holds.
(() => {
    const GRID = ['#e3e3e3'], PAPER = '#ffffff', MARGIN = 3, STEP = 1.5, findings = [];
    const place = (box, frame) => ({ left: box.left - frame.left, right: box.right - frame.left, top: box.top - frame.top, bottom: box.bottom - frame.top });
    // Of a line of words what is inked: from the top of its capitals to its base.
    const inked = box => ({ left: box.left + 0.5, right: box.right - 0.5, top: box.top + MARGIN, bottom: box.bottom - MARGIN });
    const within = (box, x, y) => x > box.left && x < box.right && y > box.top && y < box.bottom;
    const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    const pointsOf = shape => {
        const length = shape.getTotalLength(), points = [];
        for (let at = 0; at <= length; at += STEP) points.push(shape.getPointAtLength(at));
        return points;
    };
    // A path of several lines is measured one by one: the way between them is not drawn.
    const linesOf = path => {
        const parts = path.getAttribute('d').split(/(?=[Mm])/);
        let before = '';
        return parts.flatMap(part => {
            const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
            shape.setAttribute('d', before + part);
            const length = shape.getTotalLength(), from = before === '' ? 0 : lengthOf(before), points = [];
            for (let at = from; at <= length; at += STEP) points.push(shape.getPointAtLength(at));
            before += part;
            return points;
        });
    };
    const lengthOf = d => {
        const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
        shape.setAttribute('d', d);
        return shape.getTotalLength();
    };
    for (const figure of document.querySelectorAll('figure')) {
        const svg = figure.querySelector('svg'), frame = svg.getBoundingClientRect();
        const say = text => findings.push(`${figure.id}: ${text}`);
        const texts = [...svg.querySelectorAll('text')].map(text => ({ words: text.textContent, box: place(text.getBoundingClientRect(), frame) }));
        for (const { words, box } of texts)
            if (box.left < 0 || box.top < 0 || box.right > frame.width || box.bottom > frame.height + 1)
                say(`"${words}" leaves the picture`);
        texts.forEach((one, i) => texts.slice(i + 1).forEach(other => {
            if (meet(inked(one.box), inked(other.box))) say(`"${one.words}" and "${other.words}" touch`);
        }));
        const struck = new Set();
        const strike = (points, what) => {
            for (const { x, y } of points)
                for (const { words, box } of texts)
                    if (within(inked(box), x, y)) struck.add(`"${words}" lies on ${what}`);
        };
        for (const path of svg.querySelectorAll('g path[stroke]')) {
            const colour = path.getAttribute('stroke').toLowerCase();
            if (path.closest('defs') === null && !GRID.includes(colour) && colour !== PAPER && colour !== 'none')
                strike(linesOf(path), `a line (${colour})`);
        }
        for (const dot of svg.querySelectorAll('g circle[fill]'))
            if (dot.closest('defs') === null && dot.getAttribute('fill') !== PAPER) strike(pointsOf(dot), 'a dot');
        struck.forEach(say);
        // What is drawn later lies above: a line of the grid after a curve that it meets cuts it.
        const lines = [...svg.querySelectorAll('g path[stroke]')].filter(path => path.closest('defs') === null)
            .map(path => ({ colour: path.getAttribute('stroke').toLowerCase(), box: path.getBoundingClientRect() }));
        const cuts = lines.filter(({ colour, box }, i) => GRID.includes(colour) && lines.slice(0, i).some(before =>
            !GRID.includes(before.colour) && ![PAPER, 'none'].includes(before.colour) && meet(box, before.box)));
        if (cuts.length > 0) say(`${cuts.length} lines of the grid lie over what is drawn`);
    }
    document.querySelector('#told').textContent = JSON.stringify(findings);
})();
