import PadanLanguage

/// Finds the signs that the lines of a page show by their places.
struct PagePlaces {
  /// The upper ends of the classes of distances from the ends of the page.
  static let distances = [0, 1, 2, 4, 7, 12, 20, 40]
  /// The upper ends of the classes of amounts of prose.
  static let amounts = [0, 1, 2, 4, 8]
  /// The upper ends of the classes of steps to prose.
  static let steps = [1, 2, 3, 5, 8, 14, 25]
  /// The upper ends of the classes of steps below a heading.
  static let depths = [1, 3, 6, 12]
  /// The upper ends of the classes of the number of cues around a line.
  static let cueCounts = [0, 1, 3, 7]
  /// How many lines are looked at before and after a line.
  static let reach = 40
  /// The number of lines around a line in which cues are counted, on each side.
  private static let cueReach = 20
  /// How far below a heading a line may stand.
  fileprivate static let headingReach = 30
  /// The least length of a line whose repetitions are looked for, in scalars.
  private static let shortestRepeated = 16
  /// The greatest length of a headline, in scalars.
  private static let longestHeadline = 200

  /// What is known of the lines before those that are being read.
  struct Past {
    /// The number of lines.
    var count = 0
    /// The number of lines of prose.
    var prose = 0
    /// The number of lines since the last line of prose; `nil` if there was none.
    var sinceProse: Int?
    /// Whether a date was seen.
    var hasDate = false
    /// The heading under which the next line stands, and the number of lines since it.
    var heading: (cue: PageSigns.Cue, distance: Int)?
  }

  /// The lines that are being read.
  let lines: [PageLine]
  /// Whether each line has a cue.
  private let hasCue: [Bool]
  /// The length of the longest line that may be a headline, before the first prose of the page.
  private let longestOfHead: Int

  /// Reads the places of lines.
  ///
  /// - Parameter hasHead: Whether the page begins with these lines.
  init(_ lines: [PageLine], hasHead: Bool) {
    self.lines = lines
    hasCue = lines.map(\.hasCue)
    let head = hasHead ? lines.prefix(Self.reach).prefix { !$0.shape.isProse } : []
    longestOfHead =
      head.filter { !$0.shape.isFinished && $0.shape.length <= Self.longestHeadline }
      .map(\.shape.length).max() ?? 0
  }

  /// The signs of the line at an index, and its zone.
  ///
  /// - Parameter past: What is known of the lines before it.
  func signs(at index: Int, after past: Past) -> (signs: [Int], zone: PlaceSign.Zone) {
    let line = lines[index]
    let ahead = lines[(index + 1)...].prefix(Self.reach)
    let proseAhead = ahead.count(where: \.shape.isProse)
    let isAfterProse = past.prose > 0
    let zone: PlaceSign.Zone =
      proseAhead > 0 ? (isAfterProse ? .inside : .head) : (isAfterProse ? .tail : .none)
    var signs = [
      PlaceSign.bias[0], PlaceSign.gap[min(line.gap, 3)],
      PlaceSign.start[LineShape.level(past.count, Self.distances)],
      PlaceSign.rest[LineShape.level(lines.count - 1 - index, Self.distances)],
      PlaceSign.before[LineShape.level(past.prose, Self.amounts)],
      PlaceSign.after[LineShape.level(proseAhead, Self.amounts)],
      PlaceSign.zone[zone],
      PlaceSign.next[step(to: ahead.firstIndex(where: \.shape.isProse).map { $0 - index })],
      PlaceSign.last[step(to: past.sinceProse)],
    ]
    if past.prose == 0, longestOfHead > 0, line.shape.length == longestOfHead {
      signs.append(PlaceSign.place[PlaceSign.Trait.longestOfHead])
    }
    if past.hasDate { signs.append(PlaceSign.place[PlaceSign.Trait.afterDate]) }
    if let date = ahead.prefix(6).firstIndex(where: \.shape.isDate) {
      signs.append(PlaceSign.dateIn[min(date - index, 4) - 1])
    }
    if line.shape.length >= Self.shortestRepeated, let repetition = line.repetition {
      signs.append(PlaceSign.place[repetition])
    }
    if let heading = past.heading {
      signs.append(PlaceSign.under[heading.cue])
      signs.append(PlaceSign.underAt[LineShape.level(heading.distance, Self.depths)])
    }
    let around = hasCue[max(0, index - Self.cueReach)...].prefix(
      min(index, Self.cueReach) + Self.cueReach + 1)
    let cues = LineShape.level(around.count { $0 }, Self.cueCounts)
    signs.append(PlaceSign.cues[cues])
    signs.append(PlaceSign.zoneCues[zone.rawValue * (Self.cueCounts.count + 1) + cues])
    addNeighbours(of: index, to: &signs)
    return (signs, zone)
  }

  /// Adds the signs of the lines beside a line.
  private func addNeighbours(of index: Int, to signs: inout [Int]) {
    if index > 0 {
      signs.append(PlaceSign.lengthBefore[comparison(index, index - 1)])
    } else {
      signs.append(PlaceSign.edge[PlaceSign.Edge.noneBefore])
    }
    if index + 1 < lines.count {
      signs.append(PlaceSign.gapAfter[min(lines[index + 1].gap, 3)])
      signs.append(PlaceSign.lengthAfter[comparison(index, index + 1)])
    } else {
      signs.append(PlaceSign.edge[PlaceSign.Edge.noneAfter])
    }
    if index < 2 { signs.append(PlaceSign.edge[PlaceSign.Edge.noSecondBefore]) }
    if index + 2 >= lines.count { signs.append(PlaceSign.edge[PlaceSign.Edge.noSecondAfter]) }
  }

  /// How the length of a line compares with another's.
  private func comparison(_ index: Int, _ other: Int) -> PlaceSign.Comparison {
    let (length, otherLength) = (lines[index].shape.length, lines[other].shape.length)
    return length * 2 > otherLength * 3
      ? .longer : length * 3 < otherLength * 2 ? .shorter : .alike
  }

  /// The class of a number of steps; the last for none.
  private func step(to distance: Int?) -> Int {
    distance.map { LineShape.level($0, Self.steps) } ?? Self.steps.count + 1
  }
}

extension PagePlaces.Past {
  /// Notes a line, which then belongs to the past.
  mutating func add(_ line: PageLine) {
    count += 1
    sinceProse = line.shape.isProse ? 1 : sinceProse.map { $0 + 1 }
    if line.shape.isProse { prose += 1 }
    if line.shape.isDate { hasDate = true }
    if let cue = line.shape.heading {
      heading = (cue, 1)
    } else if line.shape.isProse {
      heading = nil
    } else if let (cue, distance) = heading {
      heading = distance < PagePlaces.headingReach ? (cue, distance + 1) : nil
    }
  }
}
