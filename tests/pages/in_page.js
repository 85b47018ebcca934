// Runs inside a copy of a report: what axe finds in it, and what is wider than the page or than its column, told to
// the page around it.
(async () => {
    const edge = document.documentElement.clientWidth, findings = [];
    const says = element => (element.textContent || element.getAttribute('alt') || '').trim().replace(/\s+/g, ' ').slice(0, 60);
    const scrolls = element => {
        for (let e = element.parentElement; e; e = e.parentElement)
            if (['auto', 'scroll'].includes(getComputedStyle(e).overflowX)) return true;
        return false;
    };
    const columns = getComputedStyle(document.querySelector('main')), count = parseInt(columns.columnCount, 10) || 1;
    const gap = parseFloat(columns.columnGap) || 0;
    const room = (document.querySelector('main').clientWidth - gap * (count - 1)) / count;
    for (const element of document.querySelectorAll('main *')) {
        // Of what goes on in the next column each part counts
        const box = element.getBoundingClientRect(), width = Math.max(0, ...[...element.getClientRects()].map(part => part.width));
        if (box.right > edge + 1 && !scrolls(element)) findings.push(`beyond the page: ${element.tagName} ${says(element)}`);
        if (window.asPrinted && ['TABLE', 'IMG', 'PRE'].includes(element.tagName) && width > room + 1 &&
            !element.closest('.first, .tiles'))
            findings.push(`wider than its column by ${Math.round(width - room)}: ${element.tagName} ${says(element)}`);
    }
    // On paper what stands left of a column is cut: a disc takes about as much as the words are high
    for (const list of document.querySelectorAll('main ul'))
        if (window.asPrinted && getComputedStyle(list).listStyleType === 'disc' &&
            parseFloat(getComputedStyle(list).paddingLeft) < 1.13 * parseFloat(getComputedStyle(list.querySelector('li') ?? list).fontSize))
            findings.push(`the discs of a list are cut: ${says(list)}`);
    for (const table of document.querySelectorAll('.dense'))
        if (edge < 400 && table.getBoundingClientRect().width > table.parentElement.clientWidth + 1)
            findings.push(`a line of numbers goes beyond the phone: ${says(table)}`);
    if (document.documentElement.scrollWidth > edge) findings.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} of ${edge}`);
    for (const violation of (await axe.run(document, { resultTypes: ['violations'] })).violations)
        findings.push(`axe ${violation.id} (${violation.impact}), ${violation.nodes.length} times: ${violation.nodes[0].html.slice(0, 100)}`);
    parent.postMessage(JSON.stringify(findings), '*');
})();
