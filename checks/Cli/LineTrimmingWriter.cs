using System.Text;

namespace RaceModel.Checks.Cli;

/// <summary>Leaves out the spaces at the ends of lines, with which tables are padded, so that redirected output is clean.</summary>
internal sealed class LineTrimmingWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    private int _heldSpaces;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            _heldSpaces++;
            return;
        }

        for (; _heldSpaces > 0; _heldSpaces--)
        {
            if (value is not ('\n' or '\r')) inner.Write(' ');
        }

        inner.Write(value);
    }

    public override void Flush() => inner.Flush();
}
