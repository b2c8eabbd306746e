using System.Collections.Immutable;

namespace RaceModel.Checks.Guests;

/// <summary>
/// Enumerates guest programs, each once: pages and devices are numbered in the order in which the program first names them, and no
/// operation is there that cannot do anything. No program maps over a live mapping: iommufd refuses that (<c>iopt_map_pages</c>,
/// EEXIST). A program goes on from one that is shorter by one operation.
/// </summary>
/// <param name="pages">How many pages there are.</param>
/// <param name="devices">How many devices there are.</param>
/// <param name="arePagesAlike">
/// Whether programs that differ in the numbers of pages alone are one; false for a protocol that treats some page in a way of its own.
/// </param>
internal sealed class GuestPrograms(int pages, int devices, bool arePagesAlike = true)
{
    /// <summary>Whether a program is there also where pages are alike.</summary>
    public static bool NumbersPagesInOrder(ImmutableArray<GuestOp> program)
    {
        int known = 0;
        foreach (GuestOp op in program.Where(op => op.Kind != GuestOpKind.Await))
        {
            int first = op.Kind == GuestOpKind.Load ? op.Page : op.Iova;
            if (first > known || (op.Kind == GuestOpKind.Map && op.Page > Math.Max(known, first + 1))) return false;
            known = Math.Max(known, HighestPage(op) + 1);
        }

        return true;
    }

    /// <summary>The programs that go on from one by a single operation.</summary>
    public IEnumerable<ImmutableArray<GuestOp>> Longer(ImmutableArray<GuestOp> program)
    {
        int dmas = program.Count(IsDma);
        int knownPages = program.Select(HighestPage).DefaultIfEmpty(-1).Max() + 1;
        int knownDevices = program.Where(IsDma).Select(op => op.Device).DefaultIfEmpty(-1).Max() + 1;
        return Operations(program, dmas, knownPages, knownDevices).Select(program.Add);
    }

    private IEnumerable<GuestOp> Operations(ImmutableArray<GuestOp> program, int dmas, int knownPages, int knownDevices)
    {
        for (int iova = 0; iova < Named(knownPages); iova++)
        {
            for (int device = 0; device < Math.Min(devices, knownDevices + 1) && dmas < StateLayout.MaxDmas; device++)
            {
                yield return new(GuestOpKind.Dma, iova, iova, Device: device, Dma: dmas);
                yield return new(GuestOpKind.Dmar, iova, iova, Device: device, Dma: dmas);
            }

            if (!IsCleared(program, iova)) yield return new(GuestOpKind.Clear, iova, iova);
            if (program.Any(op => op.Kind == GuestOpKind.Dma)) yield return new(GuestOpKind.Load, Page: iova);
            for (int page = 0; IsUnmapped(program, iova) && page < Named(Math.Max(knownPages, iova + 1)); page++)
                yield return new(GuestOpKind.Map, iova, iova, page);
        }

        for (int first = 0; first < Named(knownPages); first++)
        {
            for (int last = first; last < pages; last++) yield return new(GuestOpKind.Unmap, first, last);
        }

        foreach (GuestOp posted in program.Where(IsDma))
        {
            bool isAwaited = program.Any(op => op.Kind == GuestOpKind.Await && op.Dma == posted.Dma);
            if (!isAwaited) yield return new(GuestOpKind.Await, Dma: posted.Dma);
        }
    }

    private int Named(int known) => arePagesAlike ? Math.Min(pages, known + 1) : pages;

    private static bool IsDma(GuestOp op) => op.Kind is GuestOpKind.Dma or GuestOpKind.Dmar;

    private static int HighestPage(GuestOp op) => op.Kind == GuestOpKind.Await ? -1 : Math.Max(op.LastIova, op.Page);

    private static bool IsUnmapped(ImmutableArray<GuestOp> program, int iova)
    {
        GuestOp last = program.LastOrDefault(op => op.Kind is GuestOpKind.Unmap or GuestOpKind.Map && op.Iova <= iova && op.LastIova >= iova);
        return last.Kind == GuestOpKind.Unmap;
    }

    // Cleared since it was mapped last: to clear it again does nothing.
    private static bool IsCleared(ImmutableArray<GuestOp> program, int iova) => program
        .LastOrDefault(op => op.Kind is GuestOpKind.Clear or GuestOpKind.Map && op.Iova == iova) == new GuestOp(GuestOpKind.Clear, iova, iova);
}
