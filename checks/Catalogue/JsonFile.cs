using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RaceModel.Checks.Catalogues;

/// <summary>A JSON file whose author is told the line and column of every mistake.</summary>
internal sealed class JsonFile
{
    private static readonly JsonLoadSettings LoadSettings = new()
    {
        CommentHandling = CommentHandling.Ignore,
        LineInfoHandling = LineInfoHandling.Load,
        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
    };

    private readonly string _name;
    private readonly string _text;
    private readonly LineIndex _lines;

    private JsonFile(string name, string text)
    {
        _name = name;
        _text = text;
        _lines = new(text);
        Root = Load();
    }

    /// <summary>Parses a file; comments are allowed.</summary>
    /// <exception cref="InputException">It is not JSON.</exception>
    public static JsonFile Parse(string name, string text) => new(name, text);

    public JToken Root { get; }

    /// <summary>The place where a key or a value starts, as errors give it.</summary>
    public string PlaceOf(IJsonLineInfo token) => Place(token.LineNumber, token.LinePosition);

    /// <summary>The error at a key or a value.</summary>
    public InputException Wrong(IJsonLineInfo token, string problem) => new(PlaceOf(token), problem);

    /// <summary>The error that a value is of the wrong type.</summary>
    public InputException WrongType(JToken value, string expected) =>
        Wrong(value, $"expected {expected}, found {Describe(value)}");

    /// <summary>The error at one character of a string.</summary>
    /// <param name="value">The string.</param>
    /// <param name="index">The character's index once escapes are undone.</param>
    /// <param name="problem">What is wrong.</param>
    public InputException WrongInside(IJsonLineInfo value, int index, string problem)
    {
        int offset = _lines.OffsetOf(value.LineNumber, value.LinePosition) + 1;
        for (int passed = 0; passed < index; passed++) offset += WrittenLength(offset);
        (int line, int column) = _lines.PlaceOf(offset);
        return new(Place(line, column), problem);
    }

    /// <summary>The value as an object all of whose keys are known.</summary>
    public JObject ObjectOf(JToken value, string expected, string keyKind, IReadOnlyCollection<string> known)
    {
        JObject found = ObjectOf(value, expected);
        JProperty? unknown = found.Properties().FirstOrDefault(property => !known.Contains(property.Name));
        return unknown is null ? found : throw Wrong(unknown, NearestName.Unknown(keyKind, unknown.Name, known));
    }

    public JObject ObjectOf(JToken value, string expected) => value as JObject ?? throw WrongType(value, expected);

    public string TextOf(JToken value, string expected) =>
        value.Type == JTokenType.String ? value.Value<string>()! : throw WrongType(value, expected);

    private JToken Load()
    {
        using var reader = new TokenStartReader(_text, _lines);
        try
        {
            JToken root = JToken.Load(reader, LoadSettings);
            while (reader.Read()) continue; // Only comments may follow; the reader rejects anything else.
            return root;
        }
        catch (JsonReaderException e)
        {
            throw new InputException(Place(e.LineNumber, e.LinePosition), reader.Explain(e));
        }
    }

    private string Place(int line, int column) => $"{_name}:{line}:{column}";

    /// <summary>How many characters a character of a string takes in the file.</summary>
    private int WrittenLength(int offset) => _text[offset] != '\\' ? 1 : _text[offset + 1] == 'u' ? 6 : 2;

    private static string Describe(JToken value) => value.Type switch
    {
        JTokenType.Object => "an object",
        JTokenType.Array => "a list",
        _ => value.ToString(Formatting.None),
    };
}
