/*
 * The views (map, table, changes, findings) and the address: #table, #paper=ID, and so on.
 */

const TABS = ['map', 'table', 'changes', 'findings'];
const panelOf = tab => byId(tab === 'map' ? 'canvas' : tab);

function addressOf(node) {
  return `#paper=${encodeURIComponent(node.id)}`;
}

function showTab(tab, isFocused = false) {
  state.tab = tab;
  document.documentElement.dataset.tab = tab;
  for (const each of TABS) {
    const button = byId('tab-' + each);
    button.setAttribute('aria-selected', String(each === tab));
    button.tabIndex = each === tab ? 0 : -1;
    panelOf(each).hidden = each !== tab;
    if (each === tab && isFocused) button.focus();
  }
  if (tab === 'map') measureCanvas();
  tell('tab', tab);
  writeAddress();
}

/* The address follows, without an entry in the history for every step. */
function writeAddress() {
  let address = state.tab === 'map' ? '' : '#' + state.tab;
  if (state.tab === 'map' && state.active && state.active.parent) address = addressOf(state.active);
  if (address === location.hash) return;
  history.replaceState(null, '', address || location.pathname + location.search);
}

/* Goes where the address says. True when it says something. */
function readAddress() {
  const words = decodeAddress(location.hash);
  if (TABS.includes(words.tab) && !byId('tab-' + words.tab).hidden) {
    showTab(words.tab);
    return true;
  }
  const node = words.paper && findNode(words.paper);
  if (!node) return false;
  if (state.tab !== 'map') showTab('map');
  if (node.isHidden) clearFilters();
  setActive(node, { isCentred: true });
  byId('canvas').focus({ preventScroll: true });
  return true;
}

function decodeAddress(hash) {
  const paper = /^#paper=(.*)$/.exec(hash);
  if (!paper) return { tab: hash.slice(1) };
  try {
    return { paper: decodeURIComponent(paper[1]) };
  } catch {
    return { paper: paper[1] };
  }
}

/* By id, or, for links that people write, by title or abbreviation. */
function findNode(name) {
  const wanted = plain(name);
  return state.model.byId.get(name) || state.model.papers.find(paper => plain(paper.name) === wanted) ||
    state.model.papers.find(paper => paper.abbr && plain(paper.abbr) === wanted);
}

function stepTabs(way) {
  const shown = TABS.filter(tab => !byId('tab-' + tab).hidden);
  showTab(shown[(shown.indexOf(state.tab) + way + shown.length) % shown.length], true);
}

function setUpTabs() {
  for (const tab of TABS) byId('tab-' + tab).addEventListener('click', () => showTab(tab));
  byId('tabs').addEventListener('keydown', event => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (way) stepTabs(way);
  });
  on('active', writeAddress);
  addEventListener('hashchange', readAddress);
}
