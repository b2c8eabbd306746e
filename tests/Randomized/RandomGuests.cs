using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RaceModel.Checks.Guests;

namespace RaceModel.Tests;

/// <summary>Guests at random among those that a sweep would enumerate, and longer than it can; a smaller one lacks its last operations.</summary>
internal static class RandomGuests
{
    public static Arbitrary<GuestProgram> Of(GuestPrograms programs, int shortest, int longest, Func<GuestProgram, bool> isWanted) => Arb.From(
        from length in Gen.Choose(shortest, longest)
        from choices in Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), length)
        select Follow(programs, choices, isWanted),
        guest => Enumerable.Range(1, Math.Max(0, guest.Ops.Length - 1)).Select(length => GuestOf(guest.Ops[..length])));

    private static GuestProgram Follow(GuestPrograms programs, int[] choices, Func<GuestProgram, bool> isWanted) => choices.Aggregate(GuestOf([]), (guest, choice) =>
    {
        GuestProgram[] longer = [.. programs.Longer(guest.Ops).Select(GuestOf).Where(isWanted)];
        return longer[choice % longer.Length];
    });

    private static GuestProgram GuestOf(ImmutableArray<GuestOp> ops)
    {
        var guest = new GuestProgram("", ops);
        return guest with { Name = guest.Text };
    }
}
