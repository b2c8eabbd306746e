using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaceModel.Checks.Catalogues;

/// <summary>A named object with known keys: an entry of a section, say.</summary>
internal sealed class JsonEntry
{
    private readonly IJsonLineInfo _place;
    private readonly JObject _value;
    private readonly string _kind;

    /// <exception cref="InputException">It is not an object, or it has a key that is not known.</exception>
    public JsonEntry(JsonFile file, JProperty property, string kind, IReadOnlyCollection<string> keys)
    {
        File = file;
        Name = property.Name;
        _place = property;
        _kind = kind;
        _value = file.ObjectOf(property.Value, $"an object for {kind} '{property.Name}'", "key", keys);
    }

    /// <summary>An object that has no name in the file: the whole file, or one of a list.</summary>
    /// <exception cref="InputException">It is not an object, or it has a key that is not known.</exception>
    public JsonEntry(JsonFile file, JToken value, string kind, string name, IReadOnlyCollection<string> keys)
    {
        File = file;
        Name = name;
        _place = value;
        _kind = kind;
        _value = file.ObjectOf(value, $"an object for {kind} '{name}'", "key", keys);
    }

    public JsonFile File { get; }

    public string Name { get; }

    /// <summary>Where the entry starts.</summary>
    public int LineNumber => _place.LineNumber;

    /// <summary>The error about the entry as a whole.</summary>
    public InputException Wrong(string problem) => File.Wrong(_place, problem);

    /// <summary>The value of a key; null if it is left out.</summary>
    public JToken? Find(string key) => _value.Property(key, StringComparison.Ordinal)?.Value;

    /// <summary>The value of a key that must be there.</summary>
    public JToken Require(string key, string expected) =>
        Find(key) ?? throw Wrong($"{_kind} '{Name}' has no key '{key}'; expected {expected}");

    /// <summary>A text that lists can show in one line; empty if it is left out.</summary>
    public string Line(string key)
    {
        if (Find(key) is not { } value) return "";
        string expected = $"one line of text as '{key}'";
        string text = File.TextOf(value, expected);
        bool isLine = text is not "" && !text.AsSpan().ContainsAny('\r', '\n');
        return isLine ? text : throw File.WrongType(value, expected);
    }

    public bool Flag(string key, bool otherwise)
    {
        if (Find(key) is not { } value) return otherwise;
        return value.Type == JTokenType.Boolean ? value.Value<bool>() : throw File.WrongType(value, $"true or false as '{key}'");
    }

    public int Number(string key, int most, int otherwise)
    {
        if (Find(key) is not { } value) return otherwise;
        return value is JValue { Value: long number } && number >= 0 && number <= most
            ? (int)number
            : throw File.WrongType(value, $"a whole number from 0 to {most} as '{key}'");
    }

    public TEnum Word<TEnum>(string key, TEnum otherwise) where TEnum : struct, Enum
    {
        if (Find(key) is not { } value) return otherwise;
        IReadOnlyList<string> known = Words.All<TEnum>();
        string word = File.TextOf(value, $"one of {string.Join(", ", known)} as '{key}'");
        return Words.TryParse(word, out TEnum member) ? member : throw File.Wrong(value, NearestName.Unknown(key, word, known));
    }

    /// <summary>The entry of another section that a key names.</summary>
    public TEntry Reference<TEntry>(string key, CatalogueSection<TEntry> section) =>
        Resolve(Require(key, NameIn(section)), key, section);

    /// <summary>The same for a key that may be missing.</summary>
    public TEntry? OptionalReference<TEntry>(string key, CatalogueSection<TEntry> section) where TEntry : class =>
        Find(key) is { } value ? Resolve(value, key, section) : null;

    private TEntry Resolve<TEntry>(JToken value, string key, CatalogueSection<TEntry> section) =>
        section.Find(File.TextOf(value, $"{NameIn(section)} as '{key}'"), File.PlaceOf(value));

    private static string NameIn<TEntry>(CatalogueSection<TEntry> section) => $"the name of one {section.Kind}";
}
