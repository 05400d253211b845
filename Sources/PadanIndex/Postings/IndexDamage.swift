/// A row of an index is not what was written: its checksum or its structure is wrong.
///
/// An index is a copy of the units, so the remedy is to build it again.
package struct IndexDamage: Error {
  /// For stores: what they cannot read as a part of an index is damaged too.
  package init() {}
}
