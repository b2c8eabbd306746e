namespace RaceModel;

/// <summary>A protocol or a guest program is not written as it must be.</summary>
public sealed class ModelSyntaxException : FormatException
{
    internal ModelSyntaxException(string text, int offset, string message)
        : base(message)
    {
        Text = text;
        Column = offset + 1;
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Where in the text it goes wrong, from 1 up.</summary>
    public int Column { get; }
}
