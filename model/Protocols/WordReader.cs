namespace RaceModel;

/// <summary>Reads a short text word by word and knows where it stands, for errors that name the place.</summary>
internal sealed class WordReader(string text)
{
    private int _offset;

    /// <summary>Where the last word began.</summary>
    public int WordStart { get; private set; }

    /// <summary>Whether only white space is left.</summary>
    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return _offset == text.Length;
        }
    }

    /// <summary>The next character that is not white space; NUL at the end.</summary>
    public char Peek() => AtEnd ? '\0' : text[_offset];

    /// <summary>Goes past a character if it is the next one.</summary>
    public bool TryTake(char expected)
    {
        if (Peek() != expected) return false;
        _offset++;
        return true;
    }

    /// <summary>Takes letters, digits and inner hyphens; fails if there are none.</summary>
    public string TakeWord(string expected)
    {
        SkipSpace();
        WordStart = _offset;
        while (_offset < text.Length && (char.IsAsciiLetterOrDigit(text[_offset]) || text[_offset] == '-')) _offset++;
        return _offset > WordStart ? text[WordStart.._offset] : throw Unexpected(expected);
    }

    /// <summary>Takes a number of one or two digits.</summary>
    public int TakeNumber(string expected)
    {
        SkipSpace();
        WordStart = _offset;
        while (_offset < text.Length && char.IsAsciiDigit(text[_offset]) && _offset < WordStart + 2) _offset++;
        if (_offset == WordStart || (_offset < text.Length && char.IsAsciiDigit(text[_offset]))) throw Unexpected(expected);
        return int.Parse(text.AsSpan(WordStart, _offset - WordStart), provider: null);
    }

    /// <summary>The error that something else was expected here.</summary>
    public ModelSyntaxException Unexpected(string expected)
    {
        string found = AtEnd ? "the end" : $"'{text[_offset]}'";
        return new(text, _offset, $"expected {expected}, found {found}");
    }

    /// <summary>The error that the last word is not known.</summary>
    public ModelSyntaxException UnknownWord(string kind, string word, IReadOnlyList<string> known) =>
        new(text, WordStart, NearestName.Unknown(kind, word, known));

    /// <summary>An error about the last word or number.</summary>
    public ModelSyntaxException Wrong(string message) => new(text, WordStart, message);

    private void SkipSpace()
    {
        while (_offset < text.Length && char.IsWhiteSpace(text[_offset])) _offset++;
    }
}
