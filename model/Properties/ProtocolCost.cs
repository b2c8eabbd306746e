using System.Collections.Immutable;

namespace RaceModel;

/// <summary>
/// What one unmap of one page costs on hardware without ATS, counted from the protocol's definition: no contention, a dirty page.
/// </summary>
/// <param name="Calls">Calls into the kernel.</param>
/// <param name="Walks">Walks of the page table.</param>
/// <param name="Flushes">Invalidations that are waited for.</param>
/// <param name="Steps">Steps of all primitives, without entering and returning.</param>
/// <param name="FaultsEarly">Whether a write that races the unmap faults before the step that clears the entry.</param>
public readonly record struct ProtocolCost(int Calls, int Walks, int Flushes, int Steps, bool FaultsEarly)
{
    /// <summary>The cost of an unmap protocol.</summary>
    public static ProtocolCost Of(UnmapProtocol unmap)
    {
        ImmutableArray<Primitive> primitives = [.. unmap.Calls.SelectMany(call => call)];
        return new(
            unmap.Calls.Length,
            primitives.Count(primitive => primitive.Walks()),
            primitives.Count(primitive => primitive.Waits()),
            primitives.Sum(StepsOf),
            FaultsBeforeClearing(primitives));
    }

    private static int StepsOf(Primitive primitive) => primitive.TakesTwoSteps() || primitive.Waits() ? 2 : 1;

    private static bool FaultsBeforeClearing(ImmutableArray<Primitive> primitives)
    {
        bool faults = false;
        foreach (Primitive primitive in primitives)
        {
            if (primitive.ClearsEntry()) return faults;
            faults |= primitive.DeniesWrites();
        }

        return faults;
    }
}
