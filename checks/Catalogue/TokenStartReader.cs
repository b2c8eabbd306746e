using Newtonsoft.Json;

namespace RaceModel.Checks.Catalogues;

/// <summary>
/// A JSON reader that gives the place where a token starts, in columns from 1 up; the base class gives the place where it ends.
/// Only strings as the standard has them are taken.
/// </summary>
internal sealed class TokenStartReader : JsonTextReader, IJsonLineInfo
{
    private readonly string _text;
    private readonly LineIndex _lines;
    private (int Line, int Column) _start = (1, 1);

    // Null while the base class reads and after it failed; then whether there was a token.
    private bool? _hasToken;

    public TokenStartReader(string text, LineIndex lines)
        : base(new StringReader(text))
    {
        _text = text;
        _lines = lines;
        DateParseHandling = DateParseHandling.None;
    }

    int IJsonLineInfo.LineNumber => _start.Line;

    int IJsonLineInfo.LinePosition => _start.Column;

    bool IJsonLineInfo.HasLineInfo() => true;

    public override bool Read()
    {
        // Found before the token is read, so that the errors of the base class have this place too.
        _start = _lines.PlaceOf(FindNextToken());
        _hasToken = null;
        bool hasToken = base.Read();
        if (hasToken) RejectLenientString();
        _hasToken = hasToken;
        return hasToken;
    }

    /// <summary>What a failure of this reader, or of the loader that called it, means to the author of the file.</summary>
    public string Explain(JsonReaderException error)
    {
        if (_hasToken is false) return "broken JSON: the file ends too early";

        // With a token in hand, repeated keys are all that the loader complains of.
        if (_hasToken is true) return $"duplicate key '{Value}'; expected each key once";

        int tail = error.Message.LastIndexOf(" Path '", StringComparison.Ordinal);
        string reason = (tail < 0 ? error.Message : error.Message[..tail]).TrimEnd('.');
        return "broken JSON: " + reason.Replace("\0", "the end of the file", StringComparison.Ordinal);
    }

    private int FindNextToken()
    {
        int offset = SkipSpace(LineNumber == 0 ? 0 : _lines.OffsetOf(LineNumber, LinePosition + 1));
        bool commaIsSeparator = TokenType is not (JsonToken.StartObject or JsonToken.StartArray or JsonToken.PropertyName);
        return commaIsSeparator && offset < _text.Length && _text[offset] == ',' ? SkipSpace(offset + 1) : offset;
    }

    private int SkipSpace(int offset)
    {
        while (offset < _text.Length && char.IsWhiteSpace(_text[offset])) offset++;
        return offset;
    }

    private void RejectLenientString()
    {
        if (TokenType is not (JsonToken.String or JsonToken.PropertyName)) return;
        if (QuoteChar != '"') throw Error("expected a string in double quotes");
        if (TokenType == JsonToken.String && LineNumber != _start.Line) throw Error("the string does not end on its line");
    }

    private JsonReaderException Error(string message) => new(message, Path, _start.Line, _start.Column, innerException: null);
}
