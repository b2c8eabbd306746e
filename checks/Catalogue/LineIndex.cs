namespace RaceModel.Checks.Catalogues;

/// <summary>Converts between offsets in a text and lines and columns from 1 up; a line ends at CR LF, LF or CR.</summary>
internal sealed class LineIndex
{
    private readonly List<int> _lineStarts = [0];

    public LineIndex(string text)
    {
        for (int offset = 0; offset < text.Length; offset++)
        {
            bool returnBeforeLineFeed = text[offset] == '\r' && offset + 1 < text.Length && text[offset + 1] == '\n';
            if (text[offset] is '\n' or '\r' && !returnBeforeLineFeed) _lineStarts.Add(offset + 1);
        }
    }

    public int OffsetOf(int line, int column) => _lineStarts[line - 1] + column - 1;

    public (int Line, int Column) PlaceOf(int offset)
    {
        int found = _lineStarts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _lineStarts[line] + 1);
    }
}
