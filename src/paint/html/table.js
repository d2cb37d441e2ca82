/*
 * The table: every paper as a row; a click on a column's head sorts by it, another one turns the order round.
 * Built when it is first looked at. Rows out of sight are not rendered (content-visibility in the style sheet).
 */

const COLUMNS = [
  { key: 'title', title: 'Title', textOf: paper => paper.name },
  { key: 'topic', title: 'Topic', textOf: paper => pathOf(paper).join(' › ') },
  { key: 'venue', title: 'Venue', textOf: paper => paper.venue || '' },
  { key: 'year', title: 'Year', textOf: paper => paper.year || '' },
  { key: 'links', title: 'Links', textOf: paper => paper.links.map(([label]) => label).join(' ') },
];

const table = { order: null, isTurned: false, rows: null };

/* Absent values come last, whichever the order. */
function sortedPapers() {
  const papers = state.model.papers.slice(), column = COLUMNS.find(each => each.key === table.order);
  if (!column) return papers;
  const texts = new Map(papers.map(paper => [paper, column.textOf(paper)]));
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return papers.sort((a, b) => {
    const [x, y] = [texts.get(a), texts.get(b)];
    if (!x || !y) return Number(!x) - Number(!y);
    return table.isTurned ? compare(y, x) : compare(x, y);
  });
}

function cell(column, ...content) {
  return make('div', { role: 'cell', class: column }, ...content);
}

function rowOf(paper) {
  const title = make('a', { class: 'title', href: addressOf(paper) }, paper.name);
  const abbr = paper.abbr ? make('span', { class: 'abbr' }, paper.abbr) : null;
  const row = make('div', { role: 'row', class: 'row' },
    cell('title', title, abbr), cell('topic', pathOf(paper).join(' › ')), cell('venue', paper.venue || ''),
    cell('year', paper.year || ''), cell('links', ...paper.links.map(([label, url]) => linkTo(label, url))));
  let category = paper;
  while (category.level > 1) category = category.parent;
  if (category.hue) row.style.setProperty('--hue', category.hue);
  return row;
}

function sortBy(key) {
  table.isTurned = table.order === key && !table.isTurned;
  table.order = key;
  drawTable();
  byId('table').querySelector(`[data-column="${key}"]`).focus();
  announce(`Sorted by ${key}, ${table.isTurned ? 'descending' : 'ascending'}`);
}

function headOf(column) {
  const order = table.order !== column.key ? 'none' : table.isTurned ? 'descending' : 'ascending';
  return make('div', { role: 'columnheader', class: column.key, 'aria-sort': order },
    make('button', { 'data-column': column.key, onclick: () => sortBy(column.key) }, column.title,
      icon(order === 'descending' ? 'm5 7 3 3 3-3' : 'm5 9 3-3 3 3')));
}

function drawTable() {
  if (state.tab !== 'table') return;
  table.rows = table.rows || new Map(state.model.papers.map(paper => [paper, rowOf(paper)]));
  const papers = sortedPapers();
  const head = make('div', { role: 'row', class: 'row head' }, ...COLUMNS.map(headOf));
  const none = make('p', { class: 'none', hidden: true }, 'No paper is left.');
  const attributes = { class: 'table', role: 'table', 'aria-label': 'Papers', 'aria-rowcount': papers.length + 1 };
  const rows = papers.map(paper => table.rows.get(paper));
  byId('table').replaceChildren(make('div', attributes, head, ...rows), none);
  chooseRows();
}

/* Search and filters leave only the rows that pass. */
function chooseRows() {
  if (state.tab !== 'table' || !table.rows) return;
  const hits = state.query.trim() ? new Set(state.hits) : null;
  let left = 0;
  for (const [paper, row] of table.rows) {
    row.hidden = paper.isHidden || (hits !== null && !hits.has(paper));
    left += row.hidden ? 0 : 1;
  }
  byId('table').querySelector('.none').hidden = left > 0;
}

function markRow(node) {
  if (!table.rows || state.tab !== 'table') return;
  for (const row of byId('table').querySelectorAll('.row.is-active')) row.classList.remove('is-active');
  const row = node && table.rows.get(node);
  if (!row) return;
  row.classList.add('is-active');
  row.scrollIntoView({ block: 'nearest' });
}

function setUpTable() {
  on('model', () => {
    table.rows = null;
    drawTable();
  });
  on('tab', drawTable);
  on('query', chooseRows);
  on('filters', chooseRows);
  on('active', markRow);
}
