import Padan
import Testing

struct DocumentPathTests {
  @Test(arguments: [
    ("a.txt", "a.txt"), ("./a.txt", "a.txt"), ("x/../a.txt", "a.txt"), ("x//./a.txt", "x/a.txt"),
    ("/home/sari/berita/a.txt", "a.txt"), ("/home/sari/./berita/x/a.txt", "x/a.txt"),
    ("../berita/a.txt", "a.txt"), ("../lain/a.txt", "/home/sari/lain/a.txt"),
    ("/home/sari/beritaku/a.txt", "/home/sari/beritaku/a.txt"), ("/../../a.txt", "/a.txt"),
    ("-", "-"), ("", ""),
  ])
  func `a file has one name, however its path is spelt`(_ path: String, _ name: String) {
    #expect(DocumentPath.normalized(path, in: "/home/sari/berita") == name)
  }

  @Test func `in the root every file is below the current folder`() {
    #expect(DocumentPath.normalized("/home/a.txt", in: "/") == "home/a.txt")
  }
}
