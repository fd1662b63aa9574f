// Body of a function that returns a list of problems of the page as it stands.
const problems = [];
const short = element => element.outerHTML.slice(0, 160);
const shown = element => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });

if (!document.documentElement.lang) problems.push('html has no lang');
if (!document.title.trim()) problems.push('the page has no title');
if (document.querySelectorAll('h1').length !== 1) problems.push('there is not exactly one h1');
const meta = document.querySelector('meta[name=viewport]')?.content ?? '';
if (/user-scalable\s*=\s*no|maximum-scale\s*=\s*1/.test(meta)) problems.push('zooming is forbidden: ' + meta);

// Nothing may stick out to the right: text at 200 % must wrap instead.
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll('*')].filter(e => shown(e) && e.getBoundingClientRect().right > width + 1);
    const inner = wide.filter(e => !wide.some(other => other !== e && e.contains(other)));
    problems.push('the page is wider than the window: ' + inner.slice(0, 3).map(short).join(' | '));
}

// A finger needs 44 px. Links inside running text are exempt (WCAG 2.5.8), a label counts for its control.
const inText = element => element.matches('p a, label a, li p a, dd a, small a');
for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    if (!shown(element) || element.type === 'hidden' || inText(element)) continue;
    const boxes = [element, ...(element.labels ?? [])].map(e => e.getBoundingClientRect());
    const enough = boxes.some(box => box.width >= 43.5 && box.height >= 43.5);
    const { width: w, height: h } = boxes[0];
    if (!enough) problems.push(`a touch target of ${w.toFixed(0)}×${h.toFixed(0)} px: ${short(element)}`);
}

// Contrast of text against what lies behind it (WCAG 1.4.3): 4.5, or 3 for large text.
const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
};
const over = ([r, g, b, a], [br, bg, bb]) => [r * a + br * (1 - a), g * a + bg * (1 - a), b * a + bb * (1 - a), 1];
const dark = matchMedia('(prefers-color-scheme: dark)').matches
    && getComputedStyle(document.documentElement).colorScheme.includes('dark');
const ground = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
        if (getComputedStyle(e).backgroundImage !== 'none') return null;
        layers.push(rgba(getComputedStyle(e).backgroundColor));
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), dark ? [18, 18, 18, 1] : [255, 255, 255, 1]);
};
const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const seen = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(element) || !shown(element)) continue;
    seen.add(element);
    if (element.closest('script, style, noscript, template, svg, :disabled, [aria-disabled=true]')) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    const below = ground(element);
    if (!below) continue;
    const style = getComputedStyle(element);
    const text = over(rgba(style.color), below);
    const [high, low] = [luminance(text), luminance(below)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) problems.push(`contrast ${ratio.toFixed(2)} of ${style.color}: ${short(element)}`);
}
return problems;
