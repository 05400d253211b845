/// A row of an index is not what was written.
package struct IndexDamage: Error {
  package init() {}
}
