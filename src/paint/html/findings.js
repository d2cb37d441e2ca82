/*
 * The findings of `papermap check`: what, where, how to mend it, and the line in question.
 */

/* The node that a line of the source belongs to: the last one that begins at or before it. */
function nodeOfLine(line) {
  let found = null;
  for (const node of state.model.nodes)
    if (node.parent && node.line && node.line <= line && (!found || node.line >= found.line)) found = node;
  return found;
}

/* The source line and the caret, which the text has between the message and the hint. */
function excerptOf(finding) {
  const lines = finding.text.replace(/\n$/, '').split('\n').slice(1);
  return lines.filter(line => !line.startsWith('hint: ')).join('\n');
}

function findingElement(finding) {
  const place = [finding.file, finding.line || null, finding.line ? finding.column : null].filter(Boolean).join(':');
  const node = finding.line ? nodeOfLine(finding.line) : null;
  const excerpt = excerptOf(finding);
  return make('li', { class: `finding ${finding.severity}` },
    make('p', { class: 'message' }, make('span', { class: 'severity' }, finding.severity), finding.message),
    make('p', { class: 'place' }, place, finding.code ? make('code', {}, finding.code) : null,
      node ? make('a', { href: addressOf(node) }, 'Show on the map') : null),
    excerpt ? make('pre', {}, excerpt) : null,
    finding.hint ? make('p', { class: 'hint' }, finding.hint) : null);
}

function drawFindings() {
  const { findings } = state.model, tab = byId('tab-findings');
  tab.hidden = findings === undefined;
  if (tab.hidden) return;
  byId('findings-count').textContent = findings.length ? String(findings.length) : '';
  const list = findings.length
    ? make('ul', { class: 'list' }, ...findings.map(findingElement))
    : make('p', { class: 'none' }, 'Nothing was found: the list is in order.');
  byId('findings').replaceChildren(make('div', { class: 'column' }, make('h2', {}, 'Findings'), list));
}

function setUpFindings() {
  on('model', drawFindings);
}
