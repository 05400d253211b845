import ArgumentParser
import Padan

/// Options that name the file of the results.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "Write to this file, which appears when it is whole.",
    completion: .file())
  var output: String?
  @Flag(help: "Replace an output file that is there.") var force = false
}

/// Options that name the file of the results, or a folder for a file of each input.
struct FolderOutputOptions: ParsableArguments {
  @OptionGroup var file: OutputOptions
  @Option(
    help: ArgumentHelp(
      "Write a file for each input into this folder, which is made if it is missing.",
      valueName: "folder"), completion: .directory)
  var outputDir: String?

  /// Refuses a file together with a folder.
  func validate() throws {
    if outputDir != nil, file.output != nil {
      throw ValidationError("--output and --output-dir do not go together.")
    }
  }

  /// Makes the folder, if one is named.
  func makeFolder() throws {
    guard let outputDir, !Folder.make(outputDir) else { return }
    throw OutputError(path: outputDir)
  }
}
