extension AlignmentPage {
  /// The legend of colours and marks, and a checkbox that hides the beads without doubt by CSS
  /// alone.
  static let legend = """
    <header>
    <ul class="legend" aria-label="Legend">
    <li class="high">0.90 and above: high</li>
    <li class="fair">0.50 to 0.89: fair</li>
    <li class="low">below 0.50: low</li>
    <li class="crossing">✕ crossing: moved elsewhere</li>
    <li class="unpaired">∅ unpaired: no counterpart</li>
    </ul>
    <label><input type="checkbox" id="doubtful"> Only doubtful, crossing and unpaired</label>
    </header>

    """

  /// The number of groups of words that the style tells apart. A bead with more has some twice.
  static let groupCount = 48

  /// The rules that mark the words of a group if a person points at one of them.
  private static let groupRules =
    (0..<groupCount).map {
      "li:has(.w\($0):hover) .w\($0)"
    }.joined(separator: ",\n") + " { background: var(--high); color: var(--paper); }"

  /// The style of beads and plots. Solid, dashed and dotted lines carry the same information as
  /// colours.
  static let style = """
    .high { --mark: var(--high); --line: solid; }
    .fair { --mark: var(--fair); --line: dashed; }
    .low { --mark: var(--low); --line: dotted; }
    .legend .high, .legend .fair, .legend .low { border-left: 6px var(--line) var(--mark); }
    .legend .crossing::before, .legend .unpaired::before { content: "■"; color: var(--cross);
      margin-right: .4rem; }
    .legend .unpaired::before { content: "╵"; color: var(--faint); }
    .overview { display: flex; flex-wrap: wrap; gap: .5rem 2rem; }
    .overview > div { flex: 1 1 20rem; }
    .summary { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
      gap: .6rem 2rem; margin: 0 0 1rem; }
    .summary dt { color: var(--faint); font-size: .8rem; }
    .summary dd { margin: 0; }
    .warning, .drift { padding: .6rem .8rem; background: var(--warn); border-left: 6px double var(--low); }
    figure { margin: 0 0 1rem; width: min(100%, 26rem); }
    .plot { display: block; width: 100%; aspect-ratio: 1; overflow: visible; }
    .plot .frame { fill: none; stroke: var(--rule); vector-effect: non-scaling-stroke; }
    .plot path { fill: none; stroke: var(--mark); stroke-linecap: round; stroke-width: 4px;
      vector-effect: non-scaling-stroke; }
    .plot.plot.small .unpaired { stroke-width: 1px; }
    .plot.large path { stroke-width: 9px; }
    .plot.medium path { stroke-width: 6px; }
    .plot .crossing { stroke-linecap: square; stroke: var(--cross); }
    .plot.plot .unpaired { stroke: var(--faint); stroke-linecap: butt; stroke-width: 2px; }
    .plot a:hover path, .plot a:focus path { stroke: var(--ink); }
    figcaption, nav, small { color: var(--faint); font-size: .8rem; }
    nav a { display: inline-block; padding: 0 .3rem; border-left: 4px var(--line) var(--mark); }
    .beads { margin: 0; padding: 0; list-style: none; }
    .beads > li { display: grid; grid-template-columns: 1fr 7.5rem 1fr; column-gap: .8rem;
      padding: .5rem 0; border-bottom: 1px solid var(--rule); scroll-margin-top: 5rem;
      content-visibility: auto; contain-intrinsic-size: auto 4rem; }
    .beads > .head, .beads > .drift { display: block; content-visibility: visible; }
    .beads > .head { display: grid; color: var(--faint); font-size: .8rem; }
    .beads > .drift { font-size: .9rem; padding: .5rem .8rem; }
    .beads p { margin: 0; overflow-wrap: anywhere; }
    .beads div > p + p { margin-top: .3rem; }
    .beads sup { margin-inline-end: .3rem; color: var(--faint); font-size: .65rem; user-select: none; }
    .link { padding: 0 .5rem; border: 0 var(--line) var(--mark);
      border-width: 0 6px; text-align: center; font-size: .8rem; line-height: 1.4; }
    .link a { color: var(--faint); }
    .link em { display: block; font-style: normal; font-weight: 600; }
    .crossing em { color: var(--cross); }
    .link span { display: block; }
    .unpaired > div { background: repeating-linear-gradient(135deg, var(--none) 0 6px,
      transparent 6px 12px); }
    .none { color: var(--faint); font-style: italic; }
    .beads > li:target { outline: 3px solid var(--high); outline-offset: 2px; }
    body:has(#doubtful:checked) .beads > .high:not(.crossing, .unpaired) { display: none; }
    .w { text-decoration: underline 2px; text-underline-offset: .22em;
      text-decoration-color: color-mix(in srgb, var(--high) 45%, transparent); }
    \(groupRules)
    @media (max-width: 40rem) { .beads > li, .beads > .head { grid-template-columns: 1fr; }
      .link { text-align: start; border-width: 0 0 0 6px; } .link em, .link span { display: inline; } }
    @media print { header { position: static; } label { display: none; } body { max-width: none; }
      .beads > li { break-inside: avoid; content-visibility: visible; }
      * { print-color-adjust: exact; } }

    """
}
