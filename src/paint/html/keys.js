/*
 * The keyboard: one table that both acts and is shown by `?`.
 */

const KEYS = [
  { keys: ['/'], says: 'Search', act: () => byId('search').focus() },
  { keys: ['n'], says: 'Next hit', act: () => stepHits(1) },
  { keys: ['N', 'p'], says: 'Previous hit', act: () => stepHits(-1) },
  { keys: ['f'], says: 'Filter', act: () => toggleFilters() },
  { keys: ['+', '='], isOfMap: true, says: 'Zoom in', act: () => zoomBy(1.25) },
  { keys: ['-'], isOfMap: true, says: 'Zoom out', act: () => zoomBy(0.8) },
  { keys: ['0'], isOfMap: true, says: 'Fit', act: () => fitView() },
  { keys: ['1'], isOfMap: true, says: 'Actual size', act: () => zoomBy(1 / view.scale) },
  { keys: ['['], isOfMap: true, says: 'Fold all topics', act: () => foldAll(true) },
  { keys: [']'], isOfMap: true, says: 'Unfold everything', act: () => foldAll(false) },
  { keys: ['m'], says: 'Map', act: () => showTab('map') },
  { keys: ['t'], says: 'Table', act: () => showTab('table') },
  { keys: ['c'], says: 'Changes', act: () => byId('tab-changes').hidden || showTab('changes') },
  { keys: ['d'], says: 'Light or dark', act: () => toggleTheme() },
  { keys: ['?'], says: 'This help', act: () => showHelp() },
  { keys: ['Escape'], shown: 'Esc', says: 'Close, clear', act: () => closeOne() },
];

const ABOUT_TREE = [
  ['↑ ↓', 'Previous, next'],
  ['← →', 'Out and fold, in and unfold'],
  ['Enter', 'Open the first link; fold'],
  ['Space', 'Fold'],
  ['Home End', 'First, last'],
  ['Shift ← ↑ → ↓', 'Pan'],
];

/* Escape closes the topmost thing that is open; with nothing open it clears the search, then the selection. */
function closeOne() {
  if (!byId('filters').hidden) return showFilters(false);
  if (state.query || document.activeElement === byId('search')) {
    clearSearch();
    return byId('canvas').focus();
  }
  setActive(null);
}

function keyRow(keys, says) {
  return make('div', {}, make('dt', {}, ...keys.map(key => make('kbd', {}, key))), make('dd', {}, says));
}

function showHelp() {
  const dialog = byId('keys');
  const rows = isOfMap => KEYS.filter(key => Boolean(key.isOfMap) === isOfMap)
    .map(key => keyRow([key.shown || key.keys[0]], key.says));
  const ofTree = ABOUT_TREE.map(([keys, says]) => keyRow(keys.split(' '), says));
  const columns = [
    make('div', {}, make('h3', {}, 'On the map'), make('dl', {}, ...ofTree, ...rows(true))),
    make('div', {}, make('h3', {}, 'Everywhere'), make('dl', {}, ...rows(false))),
  ];
  dialog.replaceChildren(
    make('div', { class: 'head' }, make('h2', { id: 'pm-keys-title' }, 'Keys'),
      closeButton(() => dialog.close())),
    make('div', { class: 'columns' }, ...columns));
  dialog.showModal();
}

function onKey(event) {
  if (byId('keys').open || event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target.matches('input, textarea');
  if (isTyping && event.key !== 'Escape') return;
  const isOnControl = event.target.closest('button, a, [role="tab"]');
  const isTree = state.tab === 'map' && !isOnControl && onTreeKey(event);
  const known = !isTree && KEYS.find(key => key.keys.includes(event.key));
  if (known) known.act();
  if (isTree || known) event.preventDefault();
}

function setUpKeys() {
  addEventListener('keydown', onKey);
  byId('help').addEventListener('click', showHelp);
  byId('keys').addEventListener('click', event => {
    if (event.target === byId('keys')) byId('keys').close();
  });
}
