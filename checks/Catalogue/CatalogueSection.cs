using Newtonsoft.Json.Linq;

namespace RaceModel.Checks.Catalogues;

/// <summary>The entries of one kind, in the order in which the files give them.</summary>
/// <typeparam name="TEntry">What an entry is in the model.</typeparam>
public sealed class CatalogueSection<TEntry>
{
    private readonly SectionFormat<TEntry> _format;
    private readonly OrderedDictionary<string, TEntry> _entries;

    internal CatalogueSection(SectionFormat<TEntry> format)
        : this(format, [])
    {
    }

    private CatalogueSection(SectionFormat<TEntry> format, OrderedDictionary<string, TEntry> entries)
    {
        _format = format;
        _entries = entries;
    }

    /// <summary>What one entry is called, such as <c>unmap protocol</c>.</summary>
    public string Kind => _format.Kind;

    /// <summary>The names of all entries.</summary>
    public IReadOnlyList<string> Names => _entries.Keys;

    /// <summary>All entries.</summary>
    public IReadOnlyList<TEntry> Entries => _entries.Values;

    /// <summary>The entry of a name, where no user gave the name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public TEntry this[string name] => Find(name, "catalogue");

    /// <summary>The entry of a name that a user gave.</summary>
    /// <param name="name">The name.</param>
    /// <param name="place">Where the user gave it: an option, or <c>FILE:LINE:COLUMN</c>.</param>
    /// <exception cref="InputException">There is none; the message gives the nearest known name.</exception>
    public TEntry Find(string name, string place) => _entries.TryGetValue(name, out TEntry? entry)
        ? entry
        : throw new InputException(place, NearestName.Unknown(Kind, name, _entries.Keys));

    /// <summary>The section with the entries of a file after its own.</summary>
    /// <param name="file">The file, for errors.</param>
    /// <param name="sections">All sections of the file.</param>
    /// <param name="known">Where names in the entries are looked up.</param>
    internal CatalogueSection<TEntry> With(JsonFile file, JObject sections, Catalogue known)
    {
        if (sections.Property(_format.Section, StringComparison.Ordinal) is not { } section) return this;

        var entries = new OrderedDictionary<string, TEntry>(_entries);
        string expected = $"an object as '{section.Name}', with a key for each {Kind}";
        foreach (JProperty property in file.ObjectOf(section.Value, expected).Properties())
        {
            CheckName(file, property);
            entries.Add(property.Name, _format.Read(new JsonEntry(file, property, Kind, _format.Keys), known));
        }

        return new(_format, entries);
    }

    private void CheckName(JsonFile file, JProperty property)
    {
        if (_entries.ContainsKey(property.Name))
            throw file.Wrong(property, $"{Kind} '{property.Name}' exists already; expected a new name");
        if (!IsName(property.Name))
            throw file.Wrong(property, $"'{property.Name}' is not a name; expected lower-case letters, digits, dots and hyphens");
    }

    // What begins with neither letter nor digit could be an option or a protocol written inline.
    private static bool IsName(string name) =>
        name is [not ('.' or '-'), ..] && name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-');
}
