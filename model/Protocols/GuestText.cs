using System.Collections.Immutable;

namespace RaceModel;

/// <summary>
/// Guest programs as text: operations separated by semicolons, such as <c>dma 0; await 1; unmap 0-1; map 0 1; load 0</c>.
/// </summary>
public static class GuestText
{
    /// <summary>Reads a program; its name is its own text.</summary>
    /// <exception cref="ModelSyntaxException">The text is not a list of operations.</exception>
    public static GuestProgram Parse(string text)
    {
        var reader = new WordReader(text);
        ImmutableArray<GuestOp>.Builder ops = ImmutableArray.CreateBuilder<GuestOp>();
        int dmas = 0;
        while (!reader.AtEnd)
        {
            GuestOp op = ReadOp(reader);
            if (op.Kind is GuestOpKind.Dma or GuestOpKind.Dmar) op = op with { Dma = dmas++ };
            ops.Add(op);
            if (!reader.TryTake(';') && !reader.AtEnd) throw reader.Unexpected("';' before the next operation");
        }

        var program = new GuestProgram("", ops.ToImmutable());
        return program with { Name = program.Text };
    }

    private static GuestOp ReadOp(WordReader reader)
    {
        string word = reader.TakeWord("an operation");
        if (!Words.TryParse(word, out GuestOpKind kind)) throw reader.UnknownWord("operation", word, Words.All<GuestOpKind>());
        switch (kind)
        {
            case GuestOpKind.Await:
                int dma = reader.TakeNumber("the number of a DMA request, from 1 up");
                return dma > 0 ? new(kind, Dma: dma - 1) : throw reader.Wrong("DMA requests are numbered from 1 up");
            case GuestOpKind.Load:
                return new(kind, Page: reader.TakeNumber("a page"));
            default:
                int iova = reader.TakeNumber("an IOVA");
                return ReadRest(reader, new GuestOp(kind, iova, iova));
        }
    }

    private static GuestOp ReadRest(WordReader reader, GuestOp op) => op.Kind switch
    {
        GuestOpKind.Dma or GuestOpKind.Dmar when char.IsAsciiDigit(reader.Peek()) => op with { Device = reader.TakeNumber("a device") },
        GuestOpKind.Unmap when reader.TryTake('-') => op with { LastIova = reader.TakeNumber("the last IOVA of the range") },
        GuestOpKind.Map => op with { Page = reader.TakeNumber("the page to map") },
        _ => op,
    };
}
