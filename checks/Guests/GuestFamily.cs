using System.Globalization;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Guests;

/// <summary>Every guest program of up to so many operations, of some classes: <c>any:4</c>, <c>correct:5</c>.</summary>
internal sealed record GuestFamily(int MaxOperations, IReadOnlyList<GuestClass> Classes)
{
    private const int MostOperations = 8;
    private const string Any = "any";

    /// <summary>What the option says; null if it does not name a family.</summary>
    /// <exception cref="InputException">It names one, and the number is out of bounds.</exception>
    public static GuestFamily? Parse(string text, string option)
    {
        if (text.Split(':') is not [var word, var number]) return null;
        if (!Words.TryParse(word, out GuestClass guestClass) && word != Any)
            throw new InputException(option, NearestName.Unknown("class of guests", word, [Any, .. Words.All<GuestClass>()]));
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int operations) || operations is < 1 or > MostOperations)
            throw new InputException(option, $"'{number}' is not a number of operations from 1 to {MostOperations}");

        return new(operations, word == Any ? Enum.GetValues<GuestClass>() : [guestClass]);
    }
}
