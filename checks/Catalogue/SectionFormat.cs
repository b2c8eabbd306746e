using System.Collections.Immutable;

namespace RaceModel.Checks.Catalogues;

/// <summary>How the entries of a section are written in a file.</summary>
/// <param name="Section">The section's key.</param>
/// <param name="Kind">What one entry is called in errors.</param>
/// <param name="Keys">The keys of an entry.</param>
/// <param name="Read">Reads an entry; names in it are looked up in the catalogue given.</param>
internal sealed record SectionFormat<TEntry>(
    string Section, string Kind, ImmutableArray<string> Keys, Func<JsonEntry, Catalogue, TEntry> Read);
