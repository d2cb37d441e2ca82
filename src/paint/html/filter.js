/*
 * Filters by year, venue and kind of link. Values of one kind widen, kinds narrow each other. Papers that do not
 * pass leave the map, which closes up, and the table.
 */

const FACETS = [
  { key: 'year', title: 'Year', valuesOf: paper => (paper.year ? [paper.year] : []) },
  { key: 'venue', title: 'Venue', valuesOf: paper => (paper.venue ? [paper.venue] : []) },
  { key: 'link', title: 'Links', valuesOf: paper => paper.links.map(([label]) => label) },
];

const isFiltered = () => FACETS.some(facet => state.filters[facet.key].size > 0);

function passesFilters(paper) {
  return FACETS.every(facet => {
    const chosen = state.filters[facet.key];
    return chosen.size === 0 || facet.valuesOf(paper).some(value => chosen.has(value));
  });
}

function applyFilters(isSmooth = true) {
  const model = state.model;
  for (let i = model.nodes.length - 1; i > 0; i--) {
    const node = model.nodes[i];
    if (isPaper(node)) node.isHidden = !passesFilters(node);
    else node.isHidden = isFiltered() && node.kids.every(kid => kid.isHidden);
  }
  for (const node of model.nodes) refreshNode(node);
  if (state.active && state.active.isHidden) setActive(null);
  replaceNodes(null, isSmooth);
  if (state.query) search(state.query);
  drawFilterState();
  tell('filters');
}

function drawFilterState() {
  const chosen = FACETS.reduce((sum, facet) => sum + state.filters[facet.key].size, 0);
  byId('filter-count').textContent = chosen ? String(chosen) : '';
  const all = countPapers(state.model.papers), left = papersLeft(state.model.root);
  const text = chosen ? `${left} of ${plural(all, 'paper')}` : state.model.summary || '';
  byId('summary').textContent = text;
  const note = byId('filters').querySelector('.left');
  if (note) note.textContent = chosen ? text : plural(left, 'paper');
  const clear = byId('filters').querySelector('.clear');
  if (clear) clear.disabled = !chosen;
  if (chosen) announce(text);
}

/* Each value with how many papers have it; years newest first, the others by number. */
function countValues(facet) {
  const papers = new Map();
  for (const paper of state.model.papers)
    for (const value of new Set(facet.valuesOf(paper))) papers.set(value, (papers.get(value) || []).concat(paper));
  const counts = [...papers].map(([value, those]) => [value, countPapers(those)]);
  const byNumber = (a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en');
  const byYear = (a, b) => b[0].localeCompare(a[0], 'en', { numeric: true });
  return counts.sort(facet.key === 'year' ? byYear : byNumber);
}

function toggleValue(facet, value, button) {
  const chosen = state.filters[facet.key];
  if (!chosen.delete(value)) chosen.add(value);
  button.setAttribute('aria-pressed', String(chosen.has(value)));
  applyFilters();
}

function facetElement(facet) {
  const values = countValues(facet);
  if (!values.length) return null;
  const buttons = values.map(([value, count]) => make('button', {
    class: 'choice', 'aria-pressed': String(state.filters[facet.key].has(value)), 'data-value': value,
    onclick: event => toggleValue(facet, value, event.currentTarget),
  }, value, make('span', { class: 'count' }, String(count))));
  return make('div', { class: 'facet', role: 'group', 'aria-label': facet.title, 'data-facet': facet.key },
    make('h3', {}, facet.title), make('div', { class: 'choices' }, ...buttons));
}

function clearFilters() {
  for (const facet of FACETS) state.filters[facet.key].clear();
  drawFilters();
  applyFilters();
}

function drawFilters() {
  byId('filters').replaceChildren(
    make('div', { class: 'head' }, make('h2', {}, 'Filter'), make('span', { class: 'left' }),
      make('button', { class: 'clear', onclick: clearFilters }, 'Clear'),
      closeButton(() => showFilters(false))),
    ...FACETS.map(facetElement).filter(Boolean));
  drawFilterState();
}

function showFilters(isShown) {
  byId('filters').hidden = !isShown;
  byId('filter').setAttribute('aria-expanded', String(isShown));
  if (isShown) {
    drawFilters();
    byId('filters').querySelector('button.choice, button').focus();
  } else if (byId('filters').contains(document.activeElement) || document.activeElement === document.body) {
    byId('filter').focus();
  }
}

const toggleFilters = () => showFilters(byId('filters').hidden);

function setUpFilters() {
  byId('filter').addEventListener('click', toggleFilters);
}
