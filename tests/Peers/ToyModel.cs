using RaceModel.Checks.Exploration;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Tests.Peers;

/// <summary>
/// The toy of <c>toy.pml</c> and <c>toy.m</c>: two devices that cache translations with their dirty state, and one query that reads,
/// clears, flushes and copies a page in four steps.
/// </summary>
internal readonly struct ToyModel(int pages) : ITransitionSource
{
    private const int Devices = 2, MaxPages = 4, NewestData = 3;

    // One bit a page, then one bit a translation (device, then page), then two bits a page.
    private const int Dirty = 0, Bitmap = 4, Cached = 8, CachedDirty = 16, Data = 24, Copied = 32, Step = 40, Page = 42;
    private const int StepMask = 3, PageMask = 3, DataMask = 3, TranslationsOfAPage = (1 << MaxPages) | 1;

    public int WordCount => 1;

    public int MaxSuccessors => (2 * Devices * pages) + 1;

    public IReadOnlyList<PartTable> Parts => [];

    public void Prepare()
    {
    }

    public void WriteInitial(Span<ulong> state) => state[0] = 0;

    public int Expand(ReadOnlySpan<ulong> state, Span<ulong> successors, Span<Successor> facts)
    {
        ulong source = state[0];
        int count = 0;
        for (int device = 0; device < Devices; device++)
        {
            for (int page = 0; page < pages; page++)
            {
                int translation = (device * MaxPages) + page;
                bool isCached = Has(source, Cached + translation);

                // Whether the device can write cannot be foretold, so it must not be branched on.
                successors[count++] = isCached ? Drop(source, translation) : Fill(source, translation, page);
                successors[count] = Write(source, translation, page);
                count += isCached & (DataOf(source, page) < NewestData) ? 1 : 0;
            }
        }

        successors[count++] = Query(source);
        for (int index = 0; index < count; index++) facts[index] = new((byte)index, default);
        return count;
    }

    public bool IsEnd(ReadOnlySpan<ulong> state) => false;

    private static ulong Fill(ulong state, int translation, int page) =>
        state | Bit(Cached + translation) | (BitAt(state, Dirty + page) << (CachedDirty + translation));

    // Where the cached dirty state is set, the bit in memory is not looked at.
    private static ulong Write(ulong state, int translation, int page)
    {
        ulong isFirst = BitAt(~state, CachedDirty + translation);
        return (state + Bit(Data + (2 * page))) | (isFirst << (Dirty + page)) | (isFirst << (CachedDirty + translation));
    }

    private static ulong Drop(ulong state, int translation) => state & ~(Bit(Cached + translation) | Bit(CachedDirty + translation));

    private ulong Query(ulong state)
    {
        int page = (int)(state >> Page) & PageMask;
        switch ((int)(state >> Step) & StepMask)
        {
            case 0:
                return (Has(state, Dirty + page) ? state | Bit(Bitmap + page) : state) + Bit(Step);
            case 1:
                return (state & ~Bit(Dirty + page)) + Bit(Step);
            case 2:
                ulong translations = (ulong)TranslationsOfAPage << page;
                return (state & ~((translations << Cached) | (translations << CachedDirty))) + Bit(Step);
            default:
                int copied = Copied + (2 * page);
                if (Has(state, Bitmap + page)) state = (state & ~((ulong)DataMask << copied)) | (DataOf(state, page) << copied);
                int next = page == pages - 1 ? 0 : page + 1;
                return (state & ~(Bit(Bitmap + page) | ((ulong)StepMask << Step) | ((ulong)PageMask << Page))) | ((ulong)next << Page);
        }
    }

    private static ulong DataOf(ulong state, int page) => (state >> (Data + (2 * page))) & DataMask;

    private static bool Has(ulong state, int bit) => BitAt(state, bit) != 0;

    private static ulong BitAt(ulong state, int bit) => (state >> bit) & 1;

    private static ulong Bit(int bit) => 1UL << bit;
}
