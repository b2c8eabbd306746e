namespace RaceModel.Checks.Reporting;

/// <summary>Paragraphs beside labels, broken into lines of a fixed width.</summary>
internal sealed class LabelledLines(int width)
{
    private const int LabelWidth = 10;

    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds a paragraph; a label that is empty continues the one above.</summary>
    public void Add(string label, string paragraph)
    {
        string indent = label.PadRight(LabelWidth);
        foreach (string line in Break(paragraph, width - LabelWidth))
        {
            _lines.Add((indent + line).TrimEnd());
            indent = new string(' ', LabelWidth);
        }
    }

    /// <summary>Breaks a paragraph at spaces; all lines but the first are indented. A longer word keeps its length.</summary>
    public static IEnumerable<string> Break(string paragraph, int width, int indent = 2)
    {
        string line = "";
        foreach (string word in paragraph.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = new string(' ', indent) + word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
