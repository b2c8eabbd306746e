namespace RaceModel.Checks.Catalogues;

/// <summary>A mistake in a file or an option; the message says where it is, what is wrong and what was expected.</summary>
public sealed class InputException : Exception
{
    internal InputException(string place, string problem)
        : base($"{place}: {problem}")
    {
        Place = place;
    }

    /// <summary>Where it is: <c>FILE:LINE:COLUMN</c> from 1 up, <c>FILE</c> alone if it cannot be read, or the option.</summary>
    public string Place { get; }
}
