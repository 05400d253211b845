import Testing

@testable import PadanModel

struct PartitioningTests {
  @Test(arguments: [
    ([], 4, 0), ([1, 3, 5, 7], 4, 2), ([4, 4], 4, 0), ([1, 2], 4, 2), ([4], 3, 0),
  ])
  func `the index is that of the first element from which on a claim is true`(
    _ numbers: [Int], _ least: Int, _ index: Int
  ) {
    #expect(numbers.partitioningIndex { $0 >= least } == index)
    let slice = ([0] + numbers)[1...]
    #expect(slice.partitioningIndex { $0 >= least } == index + 1)
  }
}
