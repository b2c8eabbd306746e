using System.Globalization;

namespace RaceModel.Tests.Reference;

/// <summary>One operation of a guest program; only the fields that its name uses mean anything.</summary>
/// <param name="Name">clear, dma, dmar, await, unmap, map or load.</param>
/// <param name="First">The IOVA, or the first one of an unmap.</param>
/// <param name="Last">The last IOVA of an unmap.</param>
/// <param name="Page">The page of a map or a load.</param>
/// <param name="Dma">The number of the DMA that is posted or awaited, from 1.</param>
/// <param name="Text">The operation as written.</param>
internal sealed record ReferenceOp(string Name, int First, int Last, int Page, int Dma, string Text);

/// <summary>What a DMA asks for; never changes.</summary>
internal sealed record ReferenceRequest(int Device, int Iova, bool IsRead);

/// <summary>A parsed guest program.</summary>
internal sealed class ReferenceProgram
{
    private readonly List<ReferenceOp> ops = [];
    private readonly List<ReferenceRequest> requests = [];
    private readonly ReferenceScenario scenario;

    public ReferenceProgram(ReferenceScenario scenario)
    {
        this.scenario = scenario;
        foreach (string text in scenario.Guest.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            ops.Add(Parse(text));
        }

        foreach (ReferenceOp op in ops)
        {
            Check(op.Name != "await" || (op.Dma >= 1 && op.Dma <= requests.Count), op.Text);
        }
    }

    public IReadOnlyList<ReferenceOp> Ops => ops;

    /// <summary>The request of DMA k stands at k - 1.</summary>
    public IReadOnlyList<ReferenceRequest> Requests => requests;

    private ReferenceOp Parse(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "clear":
                Check(words.Length == 2, text);
                return new(words[0], Slot(words[1], text), 0, 0, 0, text);
            case "dma" or "dmar":
                Check(words.Length is 2 or 3, text);
                int device = words.Length == 3 ? Number(words[2], scenario.Devices, text) : 0;
                requests.Add(new(device, Slot(words[1], text), words[0] == "dmar"));
                return new(words[0], Slot(words[1], text), 0, 0, requests.Count, text);
            case "await":
                Check(words.Length == 2, text);
                return new(words[0], 0, 0, 0, Number(words[1], int.MaxValue, text), text);
            case "unmap":
                Check(words.Length == 2, text);
                return ParseUnmap(words[1], text);
            case "map":
                Check(words.Length == 3, text);
                return new(words[0], Slot(words[1], text), 0, Slot(words[2], text), 0, text);
            case "load":
                Check(words.Length == 2, text);
                return new(words[0], 0, 0, Slot(words[1], text), 0, text);
            default:
                throw new ArgumentException($"Unknown guest operation '{text}'.", nameof(text));
        }
    }

    private ReferenceOp ParseUnmap(string range, string text)
    {
        string[] ends = range.Split('-');
        Check(ends.Length is 1 or 2, text);
        int first = Slot(ends[0], text);
        int last = Slot(ends[^1], text);
        Check(first <= last, text);
        return new("unmap", first, last, 0, 0, text);
    }

    /// <summary>An IOVA slot or a page: there are as many of the one as of the other.</summary>
    private int Slot(string word, string text) => Number(word, scenario.Pages, text);

    private static int Number(string word, int limit, string text)
    {
        bool parsed = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        Check(parsed && number < limit, text);
        return number;
    }

    private static void Check(bool condition, string text)
    {
        if (!condition)
        {
            throw new ArgumentException($"Bad guest operation '{text}'.", nameof(text));
        }
    }
}
