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
  static let cueLevels = [0, 1, 3, 7]
  /// How many lines are looked at before and after a line.
  static let reach = 40
  /// The number of lines around a line in which cues are counted, on each side.
  private static let cueReach = 20
  /// How far below a line a date is looked for.
  private static let dateReach = 6
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
  /// The number of lines of prose before each line, and before the end.
  private var proseCounts = [0]
  /// The number of lines with cues before each line, and before the end.
  private var cueCounts = [0]
  /// The first line of prose from each line on, as an index; the end if there is none.
  private var nextProse: [Int]
  /// The first line with a date from each line on, as an index; the end if there is none.
  private var nextDate: [Int]
  /// The length of the longest line that may be a headline, before the first prose of the page.
  private let longestOfHead: Int

  /// Reads the places of lines.
  ///
  /// - Parameter hasHead: Whether the page begins with these lines.
  /// - Complexity: O(n) for n lines.
  init(_ lines: [PageLine], hasHead: Bool) {
    self.lines = lines
    nextProse = Array(repeating: lines.count, count: lines.count + 1)
    nextDate = nextProse
    proseCounts.reserveCapacity(lines.count + 1)
    cueCounts.reserveCapacity(lines.count + 1)
    for index in lines.indices {
      proseCounts.append(proseCounts[index] + (lines[index].shape.isProse ? 1 : 0))
      cueCounts.append(cueCounts[index] + (lines[index].shape.hasCue ? 1 : 0))
    }
    for index in lines.indices.reversed() {
      nextProse[index] = lines[index].shape.isProse ? index : nextProse[index + 1]
      nextDate[index] = lines[index].shape.isDate ? index : nextDate[index + 1]
    }
    var longest = 0
    for index in 0..<(hasHead ? min(Self.reach, nextProse[0]) : 0)
    where !lines[index].shape.isFinished {
      let length = lines[index].shape.length
      if length <= Self.longestHeadline { longest = max(longest, length) }
    }
    longestOfHead = longest
  }

  /// The signs of the line at an index, and its zone.
  ///
  /// - Parameter past: What is known of the lines before it.
  /// - Complexity: O(1).
  func signs(at index: Int, after past: Past) -> (signs: SignSet, zone: PlaceSign.Zone) {
    let end = min(lines.count, index + 1 + Self.reach)
    let proseAhead = proseCounts[end] - proseCounts[index + 1]
    let isAfterProse = past.prose > 0
    let zone: PlaceSign.Zone =
      proseAhead > 0 ? (isAfterProse ? .inside : .head) : (isAfterProse ? .tail : .none)
    var signs = SignSet()
    signs.insert(PlaceSign.bias[0])
    signs.insert(PlaceSign.gap[min(lines[index].gap, 3)])
    signs.insert(PlaceSign.start[SignFamily.level(past.count, Self.distances)])
    signs.insert(PlaceSign.rest[SignFamily.level(lines.count - 1 - index, Self.distances)])
    signs.insert(PlaceSign.before[SignFamily.level(past.prose, Self.amounts)])
    signs.insert(PlaceSign.after[SignFamily.level(proseAhead, Self.amounts)])
    signs.insert(PlaceSign.zone[zone])
    let prose = nextProse[index + 1]
    signs.insert(PlaceSign.next[step(to: prose < end ? prose - index : nil)])
    signs.insert(PlaceSign.last[step(to: past.sinceProse)])
    if past.prose == 0, longestOfHead > 0, lines[index].shape.length == longestOfHead {
      signs.insert(PlaceSign.place[PlaceSign.Trait.longestOfHead])
    }
    if past.hasDate { signs.insert(PlaceSign.place[PlaceSign.Trait.afterDate]) }
    let date = nextDate[index + 1]
    if date < min(lines.count, index + 1 + Self.dateReach) {
      signs.insert(PlaceSign.dateIn[min(date - index, 4) - 1])
    }
    if lines[index].shape.length >= Self.shortestRepeated, let repetition = lines[index].repetition
    {
      signs.insert(PlaceSign.place[repetition])
    }
    if let heading = past.heading {
      signs.insert(PlaceSign.under[heading.cue])
      signs.insert(PlaceSign.underAt[SignFamily.level(heading.distance, Self.depths)])
    }
    let around = cueCounts[min(lines.count, index + Self.cueReach + 1)]
    let cues = SignFamily.level(around - cueCounts[max(0, index - Self.cueReach)], Self.cueLevels)
    signs.insert(PlaceSign.cues[cues])
    signs.insert(PlaceSign.zoneCues[zone.rawValue * (Self.cueLevels.count + 1) + cues])
    addNeighbours(of: index, to: &signs)
    return (signs, zone)
  }

  /// Adds the signs of the lines beside a line.
  private func addNeighbours(of index: Int, to signs: inout SignSet) {
    if index > 0 {
      signs.insert(PlaceSign.lengthBefore[comparison(index, index - 1)])
    } else {
      signs.insert(PlaceSign.edge[PlaceSign.Edge.noneBefore])
    }
    if index + 1 < lines.count {
      signs.insert(PlaceSign.gapAfter[min(lines[index + 1].gap, 3)])
      signs.insert(PlaceSign.lengthAfter[comparison(index, index + 1)])
    } else {
      signs.insert(PlaceSign.edge[PlaceSign.Edge.noneAfter])
    }
    if index < 2 { signs.insert(PlaceSign.edge[PlaceSign.Edge.noSecondBefore]) }
    if index + 2 >= lines.count { signs.insert(PlaceSign.edge[PlaceSign.Edge.noSecondAfter]) }
  }

  /// How the length of a line compares with another's.
  private func comparison(_ index: Int, _ other: Int) -> PlaceSign.Comparison {
    let (length, otherLength) = (lines[index].shape.length, lines[other].shape.length)
    return length * 2 > otherLength * 3
      ? .longer : length * 3 < otherLength * 2 ? .shorter : .alike
  }

  /// The class of a number of steps; the last for none.
  private func step(to distance: Int?) -> Int {
    distance.map { SignFamily.level($0, Self.steps) } ?? Self.steps.count + 1
  }
}

extension PagePlaces.Past {
  /// Notes the shape of a line, which then belongs to the past.
  mutating func add(_ shape: LineShape) {
    count += 1
    sinceProse = shape.isProse ? 1 : sinceProse.map { $0 + 1 }
    if shape.isProse { prose += 1 }
    if shape.isDate { hasDate = true }
    if let cue = shape.heading {
      heading = (cue, 1)
    } else if shape.isProse {
      heading = nil
    } else if let (cue, distance) = heading {
      heading = distance < PagePlaces.headingReach ? (cue, distance + 1) : nil
    }
  }
}
